#!/usr/bin/env bash
# How long validating and planning 1,000 and 10,000 guests takes, and how that grows. Arguments go to JMH.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
mvn -q -DskipTests package -pl benchmarks -am
exec java -cp 'benchmarks/target/*:benchmarks/target/lib/*' org.openjdk.jmh.Main PlanningBenchmark "$@"
