"""Messages of the protos as JSON Schema, in the form that proto3 has in JSON.

Names are those of JSON (`documentId`), 64-bit integers are strings, bytes are base64, an enum is the name of its value.
Of the fields of a `oneof` one may be given at most. What `field_behavior` calls REQUIRED is required, and not empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from google.api import field_behavior_pb2
from google.protobuf.descriptor_pb2 import DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorSet

Schema: TypeAlias = dict[str, Any]
F = FieldDescriptorProto

INT64: Schema = {"type": "string", "format": "int64", "pattern": r"^-?\d+$"}
SCALARS: Mapping[int, Schema] = {
    F.TYPE_DOUBLE: {"type": "number", "format": "double"},
    F.TYPE_FLOAT: {"type": "number", "format": "float"},
    F.TYPE_INT32: {"type": "integer", "format": "int32", "minimum": -(2**31), "maximum": 2**31 - 1},
    F.TYPE_UINT32: {"type": "integer", "minimum": 0, "maximum": 2**32 - 1},
    F.TYPE_INT64: INT64,
    F.TYPE_UINT64: {**INT64, "pattern": r"^\d+$", "format": "uint64"},
    F.TYPE_BOOL: {"type": "boolean"},
    F.TYPE_STRING: {"type": "string"},
    F.TYPE_BYTES: {"type": "string", "contentEncoding": "base64"},
}
WELL_KNOWN: Mapping[str, Schema] = {
    "google.protobuf.Timestamp": {"type": "string", "format": "date-time"},
    "google.protobuf.Duration": {"type": "string", "pattern": r"^-?\d+(\.\d+)?s$"},
    "google.protobuf.FieldMask": {"type": "string"},
    "google.protobuf.Struct": {"type": "object", "additionalProperties": True},
    "google.protobuf.Empty": {"type": "object"},
    "google.protobuf.Any": {
        "type": "object",
        "properties": {"@type": {"type": "string"}},
        "required": ["@type"],
        "additionalProperties": True,
    },
}


@dataclass
class Schemas:
    """The schemas of messages and enums, made when they are first asked for."""

    protos: FileDescriptorSet
    messages: dict[str, DescriptorProto] = field(default_factory=dict)
    enums: dict[str, EnumDescriptorProto] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    """By full name: what stands above a message, field, enum, value, service or method."""
    made: dict[str, Schema] = field(default_factory=dict)
    """By the name without its package: what was asked for, and what that needs."""

    def __post_init__(self) -> None:
        for file in self.protos.file:
            told = {tuple(each.path): _prose(each.leading_comments) for each in file.source_code_info.location}
            for path, name, found in _named(file.package, (), (4, file.message_type), (5, file.enum_type)):
                if isinstance(found, DescriptorProto):
                    self.messages[name] = found
                elif isinstance(found, EnumDescriptorProto):
                    self.enums[name] = found
                self.comments[name] = told.get(path, "")
            for path, name, _ in _named(file.package, (), (6, file.service)):
                self.comments[name] = told.get(path, "")

    def ref(self, name: str) -> Schema:
        """What points to the schema of a message or an enum, by its full name."""
        if name in WELL_KNOWN:
            return dict(WELL_KNOWN[name])
        short = name.rpartition(".")[2]
        if short not in self.made:
            self.made[short] = {}  # a message may hold itself
            self.made[short] = self.enum(name) if name in self.enums else self.message(name)
        return {"$ref": f"#/components/schemas/{short}"}

    def message(self, name: str, without: Sequence[str] = ()) -> Schema:
        """The schema of a message, but for some of its fields."""
        message = self.messages[name]
        fields = [each for each in message.field if each.name not in without]
        schema: Schema = {
            "type": "object",
            "description": self.comments[name],
            "properties": {each.json_name: self.of_field(name, each) for each in fields},
        }
        if needed := [each.json_name for each in fields if is_required(each)]:
            schema["required"] = needed
        if choices := [_at_most_one(group) for group in _oneofs(message, fields)]:
            schema["allOf"] = choices
        return schema

    def enum(self, name: str) -> Schema:
        """The schema of an enum, with what each of its values means."""
        values = [value.name for value in self.enums[name].value]
        meanings = "\n".join(f"* `{value}`: {self.comments[f'{name}.{value}']}" for value in values)
        return {"type": "string", "enum": values, "description": f"{self.comments[name]}\n\n{meanings}"}

    def of_field(self, message: str, told: FieldDescriptorProto) -> Schema:
        """The schema of one field, with its comment."""
        schema = self._one(told)
        entry = self.messages.get(told.type_name.lstrip("."))
        if entry is not None and entry.options.map_entry:
            schema = {"type": "object", "additionalProperties": self._one(entry.field[1])}
        elif told.label == F.LABEL_REPEATED:
            schema = {"type": "array", "items": schema, **({"minItems": 1} if is_required(told) else {})}
        elif told.type == F.TYPE_STRING and is_required(told):
            schema["minLength"] = 1
        if field_behavior_pb2.OUTPUT_ONLY in _behaviours(told):
            schema["readOnly"] = True
        return {**schema, "description": self.comments[f"{message}.{told.name}"]}

    def _one(self, told: FieldDescriptorProto) -> Schema:
        name = told.type_name.lstrip(".")
        if name in self.messages and self.messages[name].options.map_entry:
            return {}
        return self.ref(name) if name else dict(SCALARS[told.type])


def is_required(told: FieldDescriptorProto) -> bool:
    """Whether a request without this field is refused."""
    return field_behavior_pb2.REQUIRED in _behaviours(told)


def _behaviours(told: FieldDescriptorProto) -> Sequence[int]:
    behaviours: Any = field_behavior_pb2.field_behavior  # its type does not say whose extension it is
    given: Sequence[int] = told.options.Extensions[behaviours]
    return given


def _oneofs(message: DescriptorProto, fields: Sequence[FieldDescriptorProto]) -> Iterator[list[str]]:
    for index in range(len(message.oneof_decl)):
        members = [each for each in fields if each.HasField("oneof_index") and each.oneof_index == index]
        if not any(each.proto3_optional for each in members):
            yield [each.json_name for each in members]


def _at_most_one(names: Sequence[str]) -> Schema:
    given: list[Schema] = [{"required": [name]} for name in names]
    return {"oneOf": [*given, {"not": {"anyOf": given}}]}


def _named(prefix: str, path: tuple[int, ...], *parts: tuple[int, Any]) -> Iterator[tuple[tuple[int, ...], str, Any]]:
    """All descriptors of lists and below them: the place in their file, the full name, the descriptor."""
    for number, found in parts:
        for index, each in enumerate(found):
            at, name = (*path, number, index), f"{prefix}.{each.name}"
            yield at, name, each
            for below in _parts(each):
                yield from _named(name, at, below)


def _parts(told: Any) -> Iterator[tuple[int, Any]]:
    """The lists of a descriptor, each with its field's number in descriptor.proto."""
    kinds = {"DescriptorProto": ("field", "nested_type", "enum_type"), "EnumDescriptorProto": ("value",)}
    for name in {**kinds, "ServiceDescriptorProto": ("method",)}.get(told.DESCRIPTOR.name, ()):
        yield told.DESCRIPTOR.fields_by_name[name].number, getattr(told, name)


def _prose(comment: str) -> str:
    """A comment of a proto without its line breaks, but for those between paragraphs."""
    return "\n\n".join(" ".join(part.split()) for part in comment.split("\n\n")).strip()
