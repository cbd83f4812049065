/** What Amazon SNS sends, and the alarm of CloudWatch that is JSON within its message. */
import { z } from "zod";
import { maybe, text } from "../lenient.ts";

export const snsEnvelope = z.object({
	Type: z.enum(["Notification", "SubscriptionConfirmation", "UnsubscribeConfirmation"]),
	MessageId: z.string(),
	TopicArn: z.string(),
	Message: z.string(),
	Timestamp: z.string(),
	Subject: z.string().nullish(),
	Token: z.string().nullish(),
	SubscribeURL: z.string().nullish(),
	SignatureVersion: z.union([z.string(), z.number()]).transform(String),
	Signature: z.string(),
	SigningCertURL: z.string(),
});
export type SnsEnvelope = z.infer<typeof snsEnvelope>;

export const cloudwatchAlarm = z.object({
	AlarmName: z.string(),
	AlarmArn: text,
	AlarmDescription: text,
	AWSAccountId: text,
	Region: text,
	NewStateValue: text,
	OldStateValue: text,
	NewStateReason: text,
	StateChangeTime: text,
	Trigger: maybe({ MetricName: text, Namespace: text, Threshold: text, ComparisonOperator: text }),
});
export type CloudwatchAlarm = z.infer<typeof cloudwatchAlarm>;
