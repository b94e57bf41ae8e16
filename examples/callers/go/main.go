// Checks a text: check HOST:PORT "In 2024, …". Exits with 0, with 1 where something conflicts, 2 where it failed.
package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	veritab "veritab/v1"
)

// check gives the report on a text. Offsets count bytes of UTF-8, as strings of Go do.
func check(client veritab.VerificationServiceClient, text, snapshot string) (*veritab.Report, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	id := fmt.Sprintf("%d-%d", os.Getpid(), time.Now().UnixNano())
	ctx = metadata.AppendToOutgoingContext(ctx, "x-request-id", id)
	response, err := client.CheckDocument(ctx, &veritab.CheckDocumentRequest{
		Document:     &veritab.Document{Text: text},
		EncodingType: veritab.EncodingType_ENCODING_TYPE_UTF8,
		Snapshot:     snapshot,
	})
	return response.GetReport(), err
}

// explain says what to tell people of an error, by what it carries in the trailer "grpc-status-details-bin".
func explain(err error) string {
	told := status.Convert(err)
	reason := told.Code().String()
	var fields []string
	var retry *errdetails.RetryInfo
	for _, detail := range told.Details() {
		switch detail := detail.(type) {
		case *errdetails.ErrorInfo:
			reason = detail.GetReason()
		case *errdetails.BadRequest:
			for _, violation := range detail.GetFieldViolations() {
				fields = append(fields, violation.GetField())
			}
		case *errdetails.RetryInfo:
			retry = detail
		}
	}
	switch {
	case reason == "UNKNOWN_SNAPSHOT":
		return "Leave the snapshot out: " + told.Message()
	case len(fields) > 0:
		return strings.Join(fields, ", ") + ": " + told.Message()
	case retry != nil:
		return fmt.Sprintf("Come again in %v: %s", retry.GetRetryDelay().AsDuration(), told.Message())
	}
	return reason + ": " + told.Message()
}

// run prints what conflicts, and gives the exit code.
func run(address, text, snapshot string) int {
	channel, err := grpc.Dial(address, grpc.WithInsecure())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	defer channel.Close()
	report, err := check(veritab.NewVerificationServiceClient(channel), text, snapshot)
	if err != nil {
		fmt.Fprintln(os.Stderr, explain(err))
		return 2
	}
	for _, finding := range report.GetFindings() {
		if finding.GetVerdict() != veritab.Verdict_VERDICT_CONFLICT {
			continue
		}
		span := finding.GetClaim().GetSpan()
		fmt.Printf("%s %s: %s\n", finding.GetCode(), text[span.GetStart():span.GetEnd()], finding.GetMessage())
		if suggestion := finding.GetSuggestion(); suggestion != nil {
			fmt.Println("  write " + suggestion.GetText())
		}
	}
	if report.GetVerdict() == veritab.Verdict_VERDICT_CONFLICT {
		return 1
	}
	return 0
}

func main() {
	arguments := append(os.Args[1:], "") // without a snapshot, the current one
	os.Exit(run(arguments[0], arguments[1], arguments[2]))
}
