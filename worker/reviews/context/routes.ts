import { Hono } from "hono";
import { reportsOf } from "../../../db/reports/reports.ts";
import {
	type AroundRows,
	type BegunIncident,
	type ChangeRow,
	type EndRow,
	readAround,
	readBegun,
	readEnds,
} from "../../../db/reviews/context.ts";
import type { IncidentView } from "../../incidents/rules/incident-types.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { notFound } from "../../platform/http/input.ts";
import type { Actor } from "../../platform/rules/caller.ts";
import { days, type Instant, toWire } from "../../platform/rules/time.ts";
import { filledLink } from "../../services/rules/filled-link.ts";
import { type Alike, alikeTo, type Compared } from "../rules/alike.ts";
import { changedFields } from "../rules/changed-fields.ts";
import { oneLine } from "../rules/words.ts";
import { CHANGED_KINDS, type ContextWire, contextCalls } from "./contract.ts";

const MOST_SIMILAR = 3;
const MOST_DUPLICATES = 5;
const MOST_CHANGES = 5;
const MOST_REPORTS = 5;
/** Older changes have been lived with. */
const CHANGES_BEFORE_MS = days(3);

type Candidate = Compared & { view: IncidentView };

export const contextRoutes = new Hono<AppEnv>();

handle(contextRoutes, contextCalls.read, async (c, { ids }) => {
	const begun = await readBegun(c.env.DB, ids.id);
	if (begun === null) return notFound(c);
	const { view } = begun;
	const around = await readAround(c.env.DB, view, view.detectedAt - CHANGES_BEFORE_MS);
	const { similar, duplicates } = alikeOf(begun, around);
	const ends = await readEnds(
		c.env.DB,
		similar.map(({ id }) => id),
	);
	const { count, newest } = await reportsOf(c.env.DB, view.id, MOST_REPORTS);
	const now = Date.now();
	const answer: ContextWire = {
		reports: { count, newest: newest.map(({ at, message }) => ({ at: toWire(at), message })) },
		similar: similar.map((one) => similarWire(one, ends.get(one.id))),
		duplicates: duplicates.map((one) => ({ ...alikeWire(one), state: one.view.state })),
		changes: changesWire(around, view.resolvedAt ?? now),
		links: around.links.map(({ label, url }) => ({
			label,
			url: filledLink(url, { from: view.detectedAt, to: view.resolvedAt ?? now }, now),
		})),
	};
	return c.json(answer);
});

/** A test page is about nothing. What is merged already is the same for sure, and is shown as that. */
function alikeOf(begun: BegunIncident, { others }: AroundRows) {
	if (begun.view.source.kind === "test") return { similar: [], duplicates: [] };
	const incident = candidateOf(begun);
	const candidates = others.map(candidateOf).filter(({ view }) => !view.mergedInto);
	const past = candidates.filter(({ view }) => view.state === "resolved");
	const open = candidates.filter(({ view }) => view.state !== "resolved" && view.soakUntil === null);
	const isOver = begun.view.state === "resolved" || begun.view.soakUntil !== null;
	return {
		similar: alikeTo(incident, past, MOST_SIMILAR),
		duplicates: isOver ? [] : alikeTo(incident, open, MOST_DUPLICATES),
	};
}

function candidateOf({ view, errors }: BegunIncident): Candidate {
	const { id, title, source, triggeredAt } = view;
	return { id, title, triggeredAt, errors, monitorId: source.kind === "monitor" ? source.id : null, view };
}

function alikeWire({ id, title, likeness, view }: Alike<Candidate>) {
	const { number, severity, triggeredAt } = view;
	return { id, number, title, severity, triggeredAt: toWire(triggeredAt), likeness };
}

function similarWire(one: Alike<Candidate>, end: EndRow | undefined): ContextWire["similar"][number] {
	const { resolvedAt, triggeredAt, disposition } = one.view;
	return {
		...alikeWire(one),
		resolvedAt: toWire(resolvedAt ?? triggeredAt),
		disposition,
		note: shortened(end?.note),
		cause: shortened(end?.cause),
		remediation: end?.remediation ?? null,
	};
}

/** The whole of it is in the incident and its review. */
const shortened = (text: string | null | undefined): string | null => (text?.trim() ? oneLine(text) : null);

function changesWire({ changes, runs, reported }: AroundRows, until: Instant): ContextWire["changes"] {
	const ran = runs.map(({ at, remediationId, name }) => ({
		...{ at, kind: "remediation" as const, targetId: remediationId, name },
		...{ action: "ran" as const, fields: [], by: null, url: null },
	}));
	const told = reported.map(({ at, id, summary, source, url }) => ({
		...{ at, kind: "other" as const, targetId: id, name: summary },
		...{ action: "reported" as const, fields: [], by: source, url },
	}));
	return [...changes.flatMap(editOf), ...ran, ...told]
		.filter(({ at }) => at <= until)
		.sort((a, b) => b.at - a.at)
		.slice(0, MOST_CHANGES)
		.map((change) => ({ ...change, at: toWire(change.at) }));
}

/** An edit as the audit log tells it, by the names of the settings alone: what they hold is for admins. */
function editOf({ at, action, targetId, ...row }: ChangeRow) {
	const [kindWord, actionWord] = action.split(".");
	const kind = CHANGED_KINDS.find((one) => one === kindWord);
	const done = (["created", "updated", "deleted"] as const).find((one) => one === actionWord);
	if (!kind || !done) return [];
	const [before, after] = [shownOf(row.before), shownOf(row.after)];
	const name = String((after ?? before)?.name ?? "");
	const by = (JSON.parse(row.actor) as Actor).name;
	return [{ at, kind, targetId, name, action: done, fields: changedFields(before, after), by, url: null }];
}

const shownOf = (text: string | null): Record<string, unknown> | null =>
	text === null ? null : (JSON.parse(text) as Record<string, unknown>);
