#!/bin/sh
# Builds FOLDER/check.jar with Debian's packages: sh build.sh FOLDER
set -eu
here=$(cd "$(dirname "$0")" && pwd)
proto=$here/../../../proto
jars=/usr/share/java
needed="grpc-api grpc-context grpc-core grpc-netty grpc-protobuf grpc-protobuf-lite grpc-stub
  netty-buffer netty-codec netty-codec-http netty-codec-http2 netty-common netty-handler netty-resolver netty-transport
  guava perfmark-api protobuf proto-google-common-protos geronimo-annotation-1.3-spec"

mkdir -p "$1/generated" "$1/classes"
cd "$1"
# Debian's classes of google.rpc are older than ErrorInfo, so those of error_details.proto are built too.
protoc -I "$proto" -I "$proto/.googleapis" --java_out=generated --grpc_out=generated \
  --plugin=protoc-gen-grpc="$(command -v grpc_java_plugin)" \
  "$proto"/veritab/v1/*.proto "$proto/.googleapis/google/rpc/error_details.proto"
{
  echo "Main-Class: Check"
  echo "Class-Path: "
  for name in $needed; do echo "  file:$jars/$name.jar"; done
} >manifest
path=$(for name in $needed; do printf '%s/%s.jar:' "$jars" "$name"; done)
javac -encoding UTF-8 -cp "$path" -d classes \
  "$here/Check.java" generated/veritab/v1/*.java generated/com/google/rpc/*.java
jar cfm check.jar manifest -C classes .
