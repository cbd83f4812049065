import type { Alert } from "../../../incidents/rules/alert.ts";
import { severityOfWord } from "../../../paging/rules/severity.ts";
import type { FieldError } from "../../../platform/contract/problem.ts";
import { boundedDetails, boundedKey, hashed, oneLine, safeLinks } from "../plain.ts";
import { type GenericAlert, genericAlert } from "./payload.ts";

export type GenericReading = { ok: true; alert: Alert } | { ok: false; errors: FieldError[] };

/** "close" is GoAlert's word, "ok" and "alerting" are Grafana OnCall's. */
const ACTION_WORDS: Record<string, Alert["action"]> = {
	trigger: "trigger",
	triggered: "trigger",
	alerting: "trigger",
	firing: "trigger",
	acknowledge: "acknowledge",
	acknowledged: "acknowledge",
	ack: "acknowledge",
	resolve: "resolve",
	resolved: "resolve",
	close: "resolve",
	ok: "resolve",
};

/** Reads one alert of the generic hook. Without a key the title and the source are the key, so that "ok" finds "alerting". */
export function readGeneric(payload: unknown): GenericReading {
	const parsed = genericAlert.safeParse(payload);
	if (!parsed.success) return { ok: false, errors: [wrong("", "The body must be a JSON object")] };
	const fields = parsed.data;
	const word = first(fields.action, fields.event_action, fields.state) || "trigger";
	const action = ACTION_WORDS[word.toLowerCase()];
	const title = oneLine(first(fields.title, fields.summary, fields.message));
	const source = oneLine(first(fields.source), 255);
	const named = first(fields.dedupKey, fields.dedup_key, fields.dedup, fields.alert_uid);
	const errors = [
		...(action ? [] : [wrong("/action", "must be trigger, acknowledge or resolve")]),
		...(title || (named && action !== "trigger") ? [] : [wrong("/title", "is required")]),
	];
	if (!action || errors.length > 0) return { ok: false, errors };
	return {
		ok: true,
		alert: {
			action,
			dedupKey: named ? boundedKey(named) : `title:${hashed(JSON.stringify([title, source]))}`,
			memberKey: null,
			title,
			severity: severityOfWord(fields.severity) ?? severityOfWord(fields.priority),
			source: source || "generic",
			details: boundedDetails(detailsOf(fields)),
			links: linksOf(fields),
		},
	};
}

function first(...values: (string | null | undefined)[]): string {
	return values.map((value) => value?.trim()).find(Boolean) ?? "";
}

function wrong(pointer: string, message: string): FieldError {
	return { pointer, code: "validation", message };
}

function detailsOf({ details, meta, message, description }: GenericAlert): Record<string, unknown> {
	return {
		...asRecord("details", details),
		...asRecord("meta", meta),
		...(message ? { message } : {}),
		...(description ? { description } : {}),
	};
}

/** An object's members, or whatever else was sent under its own name. */
function asRecord(name: string, value: unknown): Record<string, unknown> {
	if (value === undefined || value === null || value === "") return {};
	return typeof value === "object" && !Array.isArray(value) ? { ...value } : { [name]: value };
}

function linksOf(fields: GenericAlert): Alert["links"] {
	const given = fields.links.map((each) => {
		if (typeof each !== "object" || each === null) return { href: each, text: null };
		const { href, url, text, label } = { href: null, url: null, text: null, label: null, ...each };
		return { href: href ?? url, text: text ?? label };
	});
	return safeLinks([
		...given,
		{ href: fields.link, text: null },
		{ href: fields.link_to_upstream_details, text: "Source" },
		{ href: fields.image_url, text: "Image" },
	]);
}
