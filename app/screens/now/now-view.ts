/** What the first screen makes of `GET /now` and of what happens afterwards. */
import type { Incident, Now, Turn } from "../../state/wire.ts";
import { ago, ms, SILENT_AFTER_DAYS, span } from "../../state/words.ts";
import { openFirst } from "../incidents/lists.ts";

/** Now with an incident that came live: in its place, gone when it is over, never a test page. */
export function withFiring(now: Now, incident: Incident): Now {
	if (incident.source.kind === "test") return now;
	const known = now.firing.find((one) => one.id === incident.id);
	if (known && known.version > incident.version) return now;
	const others = now.firing.filter((one) => one.id !== incident.id);
	const firing = incident.state === "resolved" ? others : openFirst([...others, incident]);
	const last = now.lastIncidentAt;
	const isNewer = !incident.drill && (!last || ms(last) < ms(incident.triggeredAt));
	return { ...now, firing, lastIncidentAt: isNewer ? incident.triggeredAt : last };
}

/** The one that is loud: the gravest that nobody has. Whatever else is open stands in a quiet list. */
export function loudest(now: Now): { loud: Incident | null; rest: Incident[] } {
	const ranked = openFirst(now.firing);
	const loud = ranked.find((incident) => incident.state === "triggered") ?? null;
	return { loud, rest: ranked.filter((incident) => incident !== loud) };
}

/** The same in a sentence, for somebody who does not see the screen change. */
export function firingWords({ loud, rest }: ReturnType<typeof loudest>): string {
	if (loud) return `${loud.severity}: ${loud.title}`;
	return rest.length > 0 ? "Nobody is being paged" : "Nothing is firing";
}

/** "Nothing is firing. Last incident 6 d ago." in two parts. */
export function calmWords(now: Now, at: number): { title: string; sub: string } {
	const sub = now.lastIncidentAt
		? `Last incident ${ago(now.lastIncidentAt, at)}.`
		: "There has been none yet.";
	return { title: "Nothing is firing", sub };
}

type Device = Now["devices"][number];

/** Whether a page would get through to this device, as far as anybody can know. */
export function deviceHealth(device: Device, at: number): "well" | "doubtful" | "off" {
	if (device.state !== "active") return "off";
	if (!device.lastReceiptAt) return "doubtful";
	return at - ms(device.lastReceiptAt) < SILENT_AFTER_DAYS * 86_400_000 ? "well" : "doubtful";
}

/** The answer to "Am I reachable?" in a sentence. */
export function reachWords(devices: Device[], at: number): string {
	const well = devices.filter((device) => deviceHealth(device, at) === "well").length;
	if (well === 0) return "Not proved";
	return well === devices.length ? "Yes" : `Yes, by ${well} of ${devices.length}`;
}

/** "2 d 5 h left"; nothing once it is over. */
export const leftWords = (turn: Pick<Turn, "endsAt">, at: number): string => {
	const left = ms(turn.endsAt) - at;
	return left > 0 ? `${span(left)} left` : "";
};
