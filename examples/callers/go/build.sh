#!/bin/sh
# Builds FOLDER/check with Debian's packages: sh build.sh FOLDER
set -eu
here=$(cd "$(dirname "$0")" && pwd)
proto=$here/../../../proto

mkdir -p "$1/src/check"
cd "$1"
# The protos name no package of Go, so it is told of each.
packages=$(cd "$proto" && printf 'M%s=veritab/v1,' veritab/v1/*.proto)
protoc -I "$proto" -I "$proto/.googleapis" "$proto"/veritab/v1/*.proto \
  --go_out=src --go_opt="${packages%,}" --go-grpc_out=src --go-grpc_opt="${packages%,}"
cp "$here/main.go" src/check/
GO111MODULE=off GOFLAGS= GOPATH="$PWD:/usr/share/gocode" go build -o check check
