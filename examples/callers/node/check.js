// Checks a text: node check.js HOST:PORT "In 2024, …". Exits with 0, with 1 where something conflicts, 2 where it failed.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { randomUUID } = require("node:crypto");
const grpc = require("@grpc/grpc-js");
const loader = require("@grpc/proto-loader");
const protobuf = require("protobufjs");

// The contract with all that it imports, as `buf build` makes it of the protos.
const IMAGE = path.join(__dirname, "..", "..", "..", "proto", "baseline.binpb");
const SHAPES = { longs: Number, enums: String, defaults: true, oneofs: true };
const contract = grpc.loadPackageDefinition(
  loader.loadFileDescriptorSetFromBuffer(fs.readFileSync(IMAGE), SHAPES),
).veritab.v1;

// What an error carries, in the trailer "grpc-status-details-bin".
const details = protobuf.parse(`
  syntax = "proto3";
  message Any { string type_url = 1; bytes value = 2; }
  message Status { int32 code = 1; string message = 2; repeated Any details = 3; }
  message ErrorInfo { string reason = 1; string domain = 2; map<string, string> metadata = 3; }
  message Duration { int64 seconds = 1; int32 nanos = 2; }
  message RetryInfo { Duration retry_delay = 1; }
  message BadRequest { repeated FieldViolation field_violations = 1; message FieldViolation { string field = 1; } }
`, { keepCase: true }).root;

/** The reason of an error, the fields at fault, and the seconds after which to come again, where it has them. */
function explain(error) {
  const [packed] = error.metadata?.get("grpc-status-details-bin") ?? [];
  const told = { reason: "", fields: [], retryAfter: null };
  if (!packed) return told;
  for (const any of details.lookupType("Status").decode(packed).details) {
    const name = any.type_url.split(".").pop();
    if (!["ErrorInfo", "RetryInfo", "BadRequest"].includes(name)) continue;
    const detail = details.lookupType(name).decode(any.value);
    if (name === "ErrorInfo") told.reason = detail.reason;
    if (name === "RetryInfo") told.retryAfter = Number(detail.retry_delay.seconds) + detail.retry_delay.nanos / 1e9;
    if (name === "BadRequest") told.fields = detail.field_violations.map((violation) => violation.field);
  }
  return told;
}

/** The report on a text. Offsets count UTF-16 units, as strings of JavaScript do. */
function check(client, text, snapshot = "") {
  const request = { document: { text }, encoding_type: "ENCODING_TYPE_UTF16", snapshot };
  const metadata = new grpc.Metadata();
  metadata.set("x-request-id", randomUUID());
  const options = { deadline: new Date(Date.now() + 10_000) };
  return new Promise((resolve, reject) => {
    client.CheckDocument(request, metadata, options, (error, response) =>
      error ? reject(error) : resolve(response.report));
  });
}

async function main([address, text, snapshot]) {
  const client = new contract.VerificationService(address, grpc.credentials.createInsecure());
  try {
    const report = await check(client, text, snapshot);
    for (const { code, verdict, message, claim, suggestion } of report.findings) {
      if (verdict !== "VERDICT_CONFLICT") continue;
      console.log(`${code} ${text.slice(claim.span.start, claim.span.end)}: ${message}`);
      if (suggestion) console.log(`  write ${suggestion.text}`);
    }
    return report.verdict === "VERDICT_CONFLICT" ? 1 : 0;
  } catch (error) {
    const { reason, fields, retryAfter } = explain(error);
    if (reason === "UNKNOWN_SNAPSHOT") console.error(`Leave the snapshot out: ${error.details}`);
    else if (fields.length) console.error(`${fields.join(", ")}: ${error.details}`);
    else if (retryAfter !== null) console.error(`Come again in ${retryAfter} s: ${error.details}`);
    else console.error(`${reason || grpc.status[error.code]}: ${error.details}`);
    return 2;
  } finally {
    client.close();
  }
}

main(process.argv.slice(2)).then((code) => { process.exitCode = code; });
