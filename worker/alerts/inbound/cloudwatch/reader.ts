import type { Alert } from "../../../incidents/rules/alert.ts";
import { boundedDetails, boundedKey, oneLine, safeLinks } from "../plain.ts";
import { type CloudwatchAlarm, cloudwatchAlarm, snsEnvelope } from "./payload.ts";

/** Without enough data nobody knows: what is on stays on. */
const ACTIONS: Record<string, Alert["action"]> = { ALARM: "trigger", OK: "resolve" };

/** Null for what SNS does not send; no alert for its own questions and for what is no alarm of CloudWatch. */
export function readCloudwatch(payload: unknown): Alert[] | null {
	const envelope = snsEnvelope.safeParse(payload);
	if (!envelope.success) return null;
	if (envelope.data.Type !== "Notification") return [];
	const alarm = cloudwatchAlarm.safeParse(parsed(envelope.data.Message));
	if (!alarm.success) return [];
	const action = ACTIONS[alarm.data.NewStateValue];
	return action ? [alertOf(action, alarm.data, envelope.data.TopicArn)] : [];
}

function alertOf(action: Alert["action"], alarm: CloudwatchAlarm, topicArn: string): Alert {
	const { AlarmName, AlarmArn, AlarmDescription, NewStateReason, AWSAccountId, Region, Trigger } = alarm;
	const { OldStateValue: from, NewStateValue: to, StateChangeTime: changedAt } = alarm;
	return {
		action,
		dedupKey: boundedKey(AlarmArn || [AWSAccountId, Region, AlarmName].join("/")),
		memberKey: null,
		title: oneLine(AlarmName) || "Alarm from CloudWatch",
		severity: null,
		source: "cloudwatch",
		details: boundedDetails({
			...{ reason: NewStateReason, description: AlarmDescription, from, to, changedAt },
			...{ account: AWSAccountId, region: Region, trigger: Trigger, topicArn },
		}),
		links: safeLinks([{ href: consoleUrl(AlarmArn, AlarmName), text: "CloudWatch" }]),
	};
}

/** The ARN has the region's code, which the message names in words. */
function consoleUrl(arn: string, name: string): string | null {
	const [, region] = /^arn:aws:cloudwatch:([a-z0-9-]+):/.exec(arn) ?? [];
	if (!region) return null;
	const host = [region, "console", "aws", "amazon", "com"].join(".");
	return `https://${host}/cloudwatch/home?region=${region}#alarmsV2:alarm/${encodeURIComponent(name)}`;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
