#!/bin/bash
# python_api_service: Python with pip and virtual environments, for services that are put there later.
set -euo pipefail
# shellcheck source=prelude.sh
. "$PHOENIX_PRELUDE"

apt_install python3 python3-pip python3-venv
python3 -m venv "$PWD/probe"
"$PWD/probe/bin/pip" --version
