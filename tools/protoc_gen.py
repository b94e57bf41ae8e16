"""A protoc plugin that hands over to the compiler inside grpcio-tools.

buf starts it as a plugin and passes a `CodeGeneratorRequest` on standard input; buf itself brings no generator that
works offline. Every proto gives a module of messages, and one that declares a service gives a module of services too,
each with its types in a .pyi.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from google.protobuf.compiler.plugin_pb2 import CodeGeneratorRequest, CodeGeneratorResponse
from google.protobuf.descriptor_pb2 import FileDescriptorSet
from grpc_tools import protoc

MESSAGES = ("python", "mypy")
SERVICES = ("grpc_python", "mypy_grpc")


def generate(request: CodeGeneratorRequest) -> CodeGeneratorResponse:
    """Return the modules for the files that the request names."""
    response = CodeGeneratorResponse(supported_features=CodeGeneratorResponse.FEATURE_PROTO3_OPTIONAL)
    files = list(request.file_to_generate)
    with_services = [file.name for file in request.proto_file if file.service and file.name in files]

    with TemporaryDirectory() as folder:
        descriptors, out = Path(folder, "descriptors.binpb"), Path(folder, "out")
        descriptors.write_bytes(FileDescriptorSet(file=request.proto_file).SerializeToString())
        out.mkdir()
        for generators, protos in ((MESSAGES, files), (SERVICES, with_services)):
            if protos and not compile_protos(descriptors, protos, generators, out):
                response.error = f"the compiler of grpcio-tools failed at {', '.join(protos)}"
                return response
        for path in sorted(path for path in out.rglob("*") if path.is_file()):
            response.file.add(name=path.relative_to(out).as_posix(), content=path.read_text(encoding="utf-8"))
    return response


def compile_protos(descriptors: Path, protos: list[str], generators: tuple[str, ...], out: Path) -> bool:
    """Run the generators over the protos; True where all went well."""
    options = [f"--{generator}_out={out}" for generator in generators]
    for generator in ("mypy", "mypy_grpc"):
        options.append(f"--plugin=protoc-gen-{generator}={Path(sys.executable).with_name(f'protoc-gen-{generator}')}")
        if generator in generators:
            options.append(f"--{generator}_opt=readable_stubs,quiet")
    return bool(protoc.main(["protoc", f"--descriptor_set_in={descriptors}", *options, *protos]) == 0)


def main() -> None:
    """Answer one request on standard input."""
    request = CodeGeneratorRequest.FromString(sys.stdin.buffer.read())
    sys.stdout.buffer.write(generate(request).SerializeToString())


if __name__ == "__main__":
    main()
