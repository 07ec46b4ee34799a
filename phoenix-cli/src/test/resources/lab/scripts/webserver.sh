#!/bin/bash
echo "a web server"
