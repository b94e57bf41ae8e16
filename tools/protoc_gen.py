"""A protoc plugin that hands over to the compiler inside grpcio-tools.

buf starts it as a plugin and passes a `CodeGeneratorRequest` on standard input; the option names the generator to
run: `python` for the message modules, `grpc_python` for the service modules. buf itself can make neither offline.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from google.protobuf.compiler.plugin_pb2 import CodeGeneratorRequest, CodeGeneratorResponse
from google.protobuf.descriptor_pb2 import FileDescriptorSet
from grpc_tools import protoc

GENERATORS = ("python", "grpc_python")


def generate(request: CodeGeneratorRequest) -> CodeGeneratorResponse:
    """Run the generator that the request's option names over the files it asks for."""
    response = CodeGeneratorResponse(supported_features=CodeGeneratorResponse.FEATURE_PROTO3_OPTIONAL)
    if request.parameter not in GENERATORS:
        response.error = f"the plugin's option is {request.parameter!r}; it must be one of {', '.join(GENERATORS)}"
        return response

    with TemporaryDirectory() as folder:
        descriptors, out = Path(folder, "descriptors.binpb"), Path(folder, "out")
        descriptors.write_bytes(FileDescriptorSet(file=request.proto_file).SerializeToString(deterministic=True))
        out.mkdir()
        options = [f"--descriptor_set_in={descriptors}", f"--{request.parameter}_out={out}"]
        status = protoc.main(["protoc", *options, *request.file_to_generate])
        if status != 0:
            response.error = f"protoc --{request.parameter}_out ended with status {status}"
            return response
        for path in sorted(path for path in out.rglob("*") if path.is_file()):
            response.file.add(name=path.relative_to(out).as_posix(), content=path.read_text(encoding="utf-8"))
    return response


def main() -> None:
    """Answer one request on standard input."""
    request = CodeGeneratorRequest.FromString(sys.stdin.buffer.read())
    sys.stdout.buffer.write(generate(request).SerializeToString())


if __name__ == "__main__":
    main()
