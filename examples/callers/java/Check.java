// Checks a text: java Check HOST:PORT "In 2024, …". Exits with 0, with 1 where something conflicts, 2 where it failed.

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import veritab.v1.DocumentOuterClass.Document;
import veritab.v1.DocumentOuterClass.EncodingType;
import veritab.v1.DocumentOuterClass.Span;
import veritab.v1.FindingOuterClass.Finding;
import veritab.v1.FindingOuterClass.Report;
import veritab.v1.FindingOuterClass.Verdict;
import veritab.v1.VerificationServiceGrpc;
import veritab.v1.VerificationServiceOuterClass.CheckDocumentRequest;

public final class Check {
    private static final Metadata.Key<String> REQUEST_ID =
        Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);

    /** The report on a text. Offsets count UTF-16 units, as strings of Java do. */
    static Report check(ManagedChannel channel, String text, String snapshot) {
        Metadata headers = new Metadata();
        headers.put(REQUEST_ID, UUID.randomUUID().toString());
        CheckDocumentRequest request = CheckDocumentRequest.newBuilder()
            .setDocument(Document.newBuilder().setText(text))
            .setEncodingType(EncodingType.ENCODING_TYPE_UTF16)
            .setSnapshot(snapshot)
            .build();
        return VerificationServiceGrpc.newBlockingStub(channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
            .withDeadlineAfter(10, TimeUnit.SECONDS)
            .checkDocument(request)
            .getReport();
    }

    /** What to tell people of an error, by what it carries in the trailer "grpc-status-details-bin". */
    static String explain(StatusRuntimeException error) throws InvalidProtocolBufferException {
        String reason = error.getStatus().getCode().name();
        List<String> fields = new ArrayList<>();
        Double retryAfter = null;
        for (Any detail : StatusProto.fromThrowable(error).getDetailsList()) {
            if (detail.is(ErrorInfo.class)) {
                reason = detail.unpack(ErrorInfo.class).getReason();
            } else if (detail.is(BadRequest.class)) {
                detail.unpack(BadRequest.class).getFieldViolationsList().forEach(it -> fields.add(it.getField()));
            } else if (detail.is(RetryInfo.class)) {
                var delay = detail.unpack(RetryInfo.class).getRetryDelay();
                retryAfter = delay.getSeconds() + delay.getNanos() / 1e9;
            }
        }
        String message = error.getStatus().getDescription();
        if (reason.equals("UNKNOWN_SNAPSHOT")) return "Leave the snapshot out: " + message;
        if (!fields.isEmpty()) return String.join(", ", fields) + ": " + message;
        if (retryAfter != null) return "Come again in " + retryAfter + " s: " + message;
        return reason + ": " + message;
    }

    public static void main(String[] arguments) throws InvalidProtocolBufferException {
        String text = arguments[1];
        ManagedChannel channel = ManagedChannelBuilder.forTarget(arguments[0]).usePlaintext().build();
        try {
            Report report = check(channel, text, arguments.length > 2 ? arguments[2] : "");
            for (Finding finding : report.getFindingsList()) {
                if (finding.getVerdict() != Verdict.VERDICT_CONFLICT) continue;
                Span span = finding.getClaim().getSpan();
                String quote = text.substring(span.getStart(), span.getEnd());
                System.out.println(finding.getCode() + " " + quote + ": " + finding.getMessage());
                if (finding.hasSuggestion()) System.out.println("  write " + finding.getSuggestion().getText());
            }
            System.exit(report.getVerdict() == Verdict.VERDICT_CONFLICT ? 1 : 0);
        } catch (StatusRuntimeException error) {
            System.err.println(explain(error));
            System.exit(2);
        } finally {
            channel.shutdownNow();
        }
    }
}
