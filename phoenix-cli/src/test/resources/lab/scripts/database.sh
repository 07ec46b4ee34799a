#!/bin/bash
echo "the database of container $1"
