/** The way in for other tools' alerts: authenticated and stored by the service's Desk, so it works without D1. */
import { Hono } from "hono";
import type { IntegrationKind } from "../../incidents/rules/alert.ts";
import type { Refusal } from "../../platform/answer.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { problem } from "../../platform/http/problems.ts";
import { log } from "../../platform/log.ts";
import { mayExist } from "../../platform/may-exist.ts";
import { onceMore } from "../../platform/once-more.ts";
import { deskOf } from "../../platform/stubs.ts";
import { parseIntegrationKey } from "../integrations/integration-key.ts";
import type { AlertOutcome } from "../rpc.ts";
import { Admission, type Turn } from "../rules/admission.ts";
import { busyUntil, notJson, overloaded, readBody, say, tooLarge, unknownKey } from "./answers.ts";
import {
	type Asked,
	type InboundDoor,
	type InboundFormat,
	KEY_PLACE,
	type Reading,
} from "./inbound-format.ts";
import { hashed } from "./plain.ts";
import { FORMATS } from "./registry.ts";
import { hearSns } from "./sns.ts";

/** How often whoever waits in line looks whether it is their turn. */
const LOOK_EVERY_MS = 50;

const SENT_AWAY_EVERY_MS = 1_000;

const admission = new Admission();
const sentAway = { count: 0, toldAt: 0 };

export const inboundRoutes = new Hono<AppEnv>();

const DOORS = FORMATS.flatMap((format) => [format, ...(format.also ?? [])].map((door) => ({ format, door })));

for (const { format, door } of DOORS) {
	for (const slash of ["", "/"]) {
		const path = door.path.replace(KEY_PLACE, ":key") + slash;
		inboundRoutes.post(path, (c) => takeAndLog(c, format, door));
		inboundRoutes.all(path, (c) =>
			problem(c, "method-not-allowed", "Send alerts with POST.", { headers: { allow: "POST" } }),
		);
	}
}
inboundRoutes.all("/inbound/*", (c) => problem(c, "not-found", "No such inbound endpoint."));

/** The platform's own record of a request has its URL, and so the key: it is switched off, and this line stands for it. */
async function takeAndLog(c: AppContext, format: InboundFormat, door: InboundDoor): Promise<Response> {
	const answer = await take(c, format, door);
	const serviceId = parseIntegrationKey(c.req.param("key") ?? "")?.serviceId;
	const { kind } = format;
	if (answer.status === 503) noteBusy(Date.now());
	else log("inbound.answered", { requestId: c.get("requestId"), kind, serviceId, status: answer.status });
	return answer;
}

/** A flood is told once a second: a line for each who is sent away would cost as much as the answer. */
function noteBusy(now: number): void {
	sentAway.count++;
	if (now - sentAway.toldAt < SENT_AWAY_EVERY_MS && now >= sentAway.toldAt) return;
	log("inbound.sent_away", { count: sentAway.count });
	Object.assign(sentAway, { count: 0, toldAt: now });
}

async function take(c: AppContext, format: InboundFormat, door: InboundDoor): Promise<Response> {
	const arrivedAt = Date.now();
	admission.arrived(await busyMs(), arrivedAt);
	if (admission.isFull(Date.now())) {
		admission.sentAway(Date.now());
		return overloaded(c);
	}
	const body = await readBody(c, format.maxBytes, door.mayBeEmpty);
	if (!body.ok)
		return (await stranger(c, format)) ?? (body.isTooLarge ? tooLarge(c, format) : notJson(c, format));
	const reading = door.read(body.value, () => madeKey(c), askedOf(c));
	if (!reading.ok) return (await stranger(c, format)) ?? say(c, reading.complaint);
	const unsigned = format.signedBy && ((await stranger(c, format)) ?? (await hearSns(c, body.value)));
	if (unsigned) return unsigned;
	const taken = await ingest(c, keyOf(c, format, body.value), format.kind, reading);
	if (!taken.ok) return taken.busy ?? unknownKey(c, format);
	const request = { requestId: c.get("requestId"), tookMs: Date.now() - arrivedAt };
	return c.json(reading.answer(taken.outcomes, request), 202);
}

function askedOf(c: AppContext): Asked {
	return { id: c.req.param("id") ?? "", query: (name) => c.req.query(name) ?? "" };
}

/** Who sends comes before what was sent: whoever has no key here is told that, and nothing of their body. Null: they have one. */
export async function stranger(c: AppContext, format: InboundFormat): Promise<Response | null> {
	if (format.key.in === "body") return null;
	const asked = await ingest(c, keyOf(c, format, null), format.kind, NOTHING);
	return asked.ok ? null : (asked.busy ?? unknownKey(c, format));
}

type Said = Pick<Reading & { ok: true }, "alerts" | "notes">;
const NOTHING: Said = { alerts: [] };

function keyOf(c: AppContext, { key }: InboundFormat, payload: unknown): string {
	switch (key.in) {
		case "path":
			return c.req.param("key") ?? "";
		case "body":
			return key.of(payload);
		case "authorization":
			return key.of(c.req.header("authorization") ?? "");
	}
}

type Ingested = { ok: true; outcomes: AlertOutcome[] } | { ok: false; busy: Response | null };

/** Hands alerts to the key's Desk. Not ok without `busy`: nobody has this key. */
async function ingest(
	c: AppContext,
	key: string,
	accepts: IntegrationKind,
	{ alerts, notes = [] }: Said,
): Promise<Ingested> {
	const parsed = parseIntegrationKey(key);
	if (!parsed || !(await mayExist(c.env, "service", parsed.serviceId))) return { ok: false, busy: null };
	const turn = await turnOf(parsed.serviceId);
	if (!turn) return { ok: false, busy: overloaded(c) };
	try {
		// The Desk knows the same alert by its key.
		const answer = await onceMore(() =>
			deskOf(c.env, parsed.serviceId).ingest({
				...parsed,
				accepts: [accepts],
				alerts,
				notes,
				receivedAt: Date.now(),
			}),
		);
		if (answer.ok) return { ok: true, outcomes: answer.value };
		return { ok: false, busy: refused(c, answer.refusal) };
	} catch (error) {
		log("inbound.busy", { serviceId: parsed.serviceId, error });
		return { ok: false, busy: busyUntil(c, 5) };
	} finally {
		admission.done(turn, Date.now());
	}
}

/**
 * Stands in line. Null for who waited in vain. Each looks for themselves: what one request waits for must not be kept by
 * another, which may be cancelled.
 */
async function turnOf(serviceId: string): Promise<Turn | null> {
	const turn = admission.queue(serviceId, Date.now());
	for (;;) {
		const answer = admission.ask(turn, Date.now());
		if (answer === "go") return turn;
		if (answer === "leave") return null;
		await pause(LOOK_EVERY_MS);
	}
}

/** How much longer a wait of no time took. */
async function busyMs(): Promise<number> {
	const begunAt = Date.now();
	await pause(0);
	return Date.now() - begunAt;
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => void setTimeout(resolve, ms));
}

/** Null: nobody has this key. */
function refused(c: AppContext, { code }: Refusal): Response | null {
	if (code === "unauthenticated") return null;
	return code === "rate_limited" ? busyUntil(c, secondsToNextMinute()) : overloaded(c);
}

function secondsToNextMinute(): number {
	return 60 - Math.floor((Date.now() / 1_000) % 60);
}

/** A retry with the same `Idempotency-Key` gets the same deduplication key, and with it the same incident. */
function madeKey(c: AppContext): string {
	const given = c.req.header("idempotency-key");
	return given ? hashed(`idempotency-key:${given}`).slice(0, 32) : crypto.randomUUID().replaceAll("-", "");
}
