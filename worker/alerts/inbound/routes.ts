/** The way in for other tools' alerts: authenticated and stored by the service's Desk, so it works without D1. */
import { Hono } from "hono";
import type { Alert, IntegrationKind } from "../../incidents/rules/alert.ts";
import type { Refusal } from "../../platform/answer.ts";
import type { AppContext, AppEnv } from "../../platform/http/app-env.ts";
import { readAtMost } from "../../platform/http/body.ts";
import { invalid, problem } from "../../platform/http/problems.ts";
import { log } from "../../platform/log.ts";
import { deskOf } from "../../platform/stubs.ts";
import { parseIntegrationKey } from "../integrations/integration-key.ts";
import type { AlertOutcome } from "../rpc.ts";
import { Admission, type Turn } from "../rules/admission.ts";
import { type Complaint, type InboundFormat, KB, KEY_PLACE } from "./inbound-format.ts";
import { mayExist } from "./known-service.ts";
import { hashed } from "./plain.ts";
import { FORMATS } from "./registry.ts";

/** Whoever finds no room comes again within this. */
const OVERLOADED_SECONDS = 5;
/** How often whoever waits in line looks whether it is their turn. */
const LOOK_EVERY_MS = 50;

const SENT_AWAY_EVERY_MS = 1_000;

const admission = new Admission();
const sentAway = { count: 0, toldAt: 0 };

export const inboundRoutes = new Hono<AppEnv>();

for (const format of FORMATS) {
	for (const slash of ["", "/"]) {
		const path = format.path.replace(KEY_PLACE, ":key") + slash;
		inboundRoutes.post(path, (c) => takeAndLog(c, format));
		inboundRoutes.all(path, (c) =>
			problem(c, "method-not-allowed", "alerts are sent by POST", { headers: { allow: "POST" } }),
		);
	}
}
inboundRoutes.all("/inbound/*", (c) => problem(c, "not-found", "there is no such way in"));

/** The platform's own record of a request has its URL, and so the key: it is switched off, and this line stands for it. */
async function takeAndLog(c: AppContext, format: InboundFormat): Promise<Response> {
	const answer = await take(c, format);
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

async function take(c: AppContext, format: InboundFormat): Promise<Response> {
	admission.arrived(await busyMs(), Date.now());
	if (admission.isFull(Date.now())) {
		admission.sentAway(Date.now());
		return overloaded(c);
	}
	const body = await readBody(c, format.maxBytes);
	if (!body.ok) return ifKeyIsKnown(c, format, body.isTooLarge ? tooLarge(c, format) : notJson(c, format));
	const reading = format.read(body.value, () => madeKey(c));
	if (!reading.ok) return ifKeyIsKnown(c, format, say(c, reading.complaint));
	const taken = await ingest(c, keyOf(c, format, body.value), format.kind, reading.alerts);
	return taken.ok ? c.json(reading.answer(taken.outcomes), 202) : (taken.busy ?? unknownKey(c, format));
}

/** Who sends comes before what was sent: whoever has no key here is told that, and nothing of their body. */
async function ifKeyIsKnown(c: AppContext, format: InboundFormat, answer: Response): Promise<Response> {
	if (format.key.in === "body") return answer;
	const asked = await ingest(c, keyOf(c, format, null), format.kind, []);
	return asked.ok ? answer : (asked.busy ?? unknownKey(c, format));
}

function keyOf(c: AppContext, { key }: InboundFormat, payload: unknown): string {
	return key.in === "body" ? key.of(payload) : (c.req.param("key") ?? "");
}

type Ingested = { ok: true; outcomes: AlertOutcome[] } | { ok: false; busy: Response | null };

/** Hands alerts to the key's Desk. Not ok without `busy`: nobody has this key. */
async function ingest(
	c: AppContext,
	key: string,
	accepts: IntegrationKind,
	alerts: Alert[],
): Promise<Ingested> {
	const parsed = parseIntegrationKey(key);
	if (!parsed || !(await mayExist(c.env, parsed.serviceId))) return { ok: false, busy: null };
	const turn = await turnOf(parsed.serviceId);
	if (!turn) return { ok: false, busy: overloaded(c) };
	try {
		const answer = await onceMore(() =>
			deskOf(c.env, parsed.serviceId).ingest({
				...parsed,
				accepts: [accepts],
				alerts,
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
 * A call that was lost may have been carried out: the Desk knows the same alert by its key, so it is safe to ask
 * again – once, and never an object that is overloaded.
 */
async function onceMore<T>(call: () => Promise<T>): Promise<T> {
	try {
		return await call();
	} catch (error) {
		const { retryable, overloaded } = { retryable: false, overloaded: false, ...Object(error) };
		if (!retryable || overloaded) throw error;
		return call();
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

/** Not all at the same moment: they were too many together. */
function overloaded(c: AppContext): Response {
	return busyUntil(c, 1 + Math.floor(Math.random() * OVERLOADED_SECONDS));
}

/** 503 and never 429: senders such as Alertmanager give up on a 4xx. */
function busyUntil(c: AppContext, seconds: number): Response {
	const headers = { "retry-after": String(seconds) };
	return problem(c, "unavailable", "Too busy to accept alerts right now: send this again", { headers });
}

function secondsToNextMinute(): number {
	return 60 - Math.floor((Date.now() / 1_000) % 60);
}

/** A retry with the same `Idempotency-Key` gets the same deduplication key, and with it the same incident. */
function madeKey(c: AppContext): string {
	const given = c.req.header("idempotency-key");
	return given ? hashed(`idempotency-key:${given}`).slice(0, 32) : crypto.randomUUID().replaceAll("-", "");
}

type Body = { ok: true; value: unknown } | { ok: false; isTooLarge: boolean };

/** Whatever the content type says: `curl -d` calls JSON a form. */
async function readBody(c: AppContext, maxBytes: number): Promise<Body> {
	const bytes = await readAtMost(c.req.raw, maxBytes);
	if (bytes === null) return { ok: false, isTooLarge: true };
	try {
		const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
		return { ok: true, value };
	} catch {
		return { ok: false, isTooLarge: false };
	}
}

function say(c: AppContext, complaint: Complaint): Response {
	switch (complaint.as) {
		case "sentence":
			return problem(c, "malformed-json", complaint.reason);
		case "fields":
			return invalid(c, complaint.errors);
		case "own":
			return c.json(complaint.body, complaint.status);
	}
}

function tooLarge(c: AppContext, { maxBytes }: InboundFormat): Response {
	return problem(c, "too-large", `an alert may have at most ${maxBytes / KB} KB`);
}

function notJson(c: AppContext, { says }: InboundFormat): Response {
	return says ? say(c, says.notJson) : problem(c, "malformed-json", "the body is not JSON");
}

function unknownKey(c: AppContext, { says }: InboundFormat): Response {
	if (says) return say(c, says.unknownKey);
	return problem(c, "unauthenticated", "no integration of this kind has this key");
}
