import type { Alert } from "../../../incidents/rules/alert.ts";
import { boundedDetails, boundedKey, hashed, oneLine, safeLinks } from "../plain.ts";
import { type KumaNotice, kumaNotice } from "./payload.ts";

/** Pending (2) and maintenance (3) are neither a beginning nor an end. */
const ACTIONS: Record<string, Alert["action"]> = { 0: "trigger", 1: "resolve" };

/** Null for what is no notice of Uptime Kuma; no alert for a test and for states between. */
export function readKuma(payload: unknown): Alert[] | null {
	const parsed = kumaNotice.safeParse(payload);
	if (!parsed.success) return null;
	const { heartbeat, monitor } = parsed.data;
	if (!heartbeat || !monitor) return certificateAlert(parsed.data.msg);
	const action = ACTIONS[heartbeat.status];
	return action ? [alertOf(action, heartbeat, monitor)] : [];
}

type Heartbeat = NonNullable<KumaNotice["heartbeat"]>;
type Monitor = NonNullable<KumaNotice["monitor"]>;

function alertOf(action: Alert["action"], heartbeat: Heartbeat, monitor: Monitor): Alert {
	const { id, url, hostname, type, description } = monitor;
	const name = oneLine(monitor.name, 255) || "A monitor";
	return {
		action,
		dedupKey: boundedKey(`monitor/${id || hashed(name)}`),
		memberKey: null,
		title: oneLine([`${name} is down`, heartbeat.msg].filter(Boolean).join(": ")),
		severity: null,
		source: name,
		details: boundedDetails({ url, hostname, type, description, ...heartbeat }),
		links: safeLinks([{ href: url, text: name }]),
	};
}

/** "[Shop][https://shop.example] certificate shop.example will expire in 7 days": Uptime Kuma never says when it is renewed. */
function certificateAlert(msg: string): Alert[] {
	const [, name, url] = /^\[([^\]]*)\]\[([^\]]*)\].*certificate.*expire/i.exec(msg) ?? [];
	if (name === undefined || url === undefined) return [];
	return [
		{
			action: "trigger",
			dedupKey: boundedKey(`certificate/${hashed(JSON.stringify([name, url]))}`),
			memberKey: null,
			title: oneLine(msg),
			severity: "P3",
			source: oneLine(name, 255) || "uptime-kuma",
			details: boundedDetails({ url }),
			links: safeLinks([{ href: url, text: name }]),
		},
	];
}
