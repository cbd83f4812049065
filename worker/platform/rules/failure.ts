/** What went wrong with a request to the outside, named where the error enters. */
export const FAILURE_REASONS = [
	"dns",
	"refused",
	"timeout",
	"reset",
	"tls",
	"status",
	"body",
	"blocked",
	"late",
	"failed",
] as const;
export type FailureReason = (typeof FAILURE_REASONS)[number];
