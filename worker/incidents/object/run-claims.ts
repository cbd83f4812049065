import { claimRun, readLedger, releaseRun } from "../../../db/remediation/ledger.ts";
import type { Refusal } from "../../platform/answer.ts";
import type { Env } from "../../platform/env.ts";
import { log } from "../../platform/log.ts";
import { type Actor, SYSTEM } from "../../platform/rules/caller.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import { type Ledger, leaseEnd, type RunRefusal, refusalOfRun } from "../../remediation/rules/remediation.ts";
import type { Incident } from "../rules/incident.ts";
import { type ClaimedRun, nextRunId, refusalHere, startsByItself } from "../rules/remediation-run.ts";

/** Longer than any healthy answer of the database, short enough that a person waits for an answer and not for it. */
const DATABASE_TIMEOUT_MS = 1_500;
/** Somebody else may have claimed a run between the reading and the claim: then it is decided anew. */
const TRIES = 2;

type Claimed = { claim: ClaimedRun } | { refusal: Refusal };

/** Claims the run that starts by itself; null when none is to start. Without the database nothing starts. */
export async function claimAutomatic(env: Env, incident: Incident): Promise<ClaimedRun | null> {
	try {
		const ledger = await ledgerOf(env, incident);
		const automatic = ledger.remediations.filter(({ mode }) => mode === "automatic");
		for (const { id } of automatic) {
			if (!startsByItself(incident, Date.now())) return null;
			const claimed = await claim(env, incident, id, SYSTEM, true);
			if ("claim" in claimed) return claimed.claim;
			log("remediation.not_started", {
				incidentId: incident.id,
				remediationId: id,
				why: claimed.refusal.detail,
			});
		}
	} catch (error) {
		log("remediation.not_started", { incidentId: incident.id, error: String(error) });
	}
	return null;
}

/** Claims a run that somebody asked for, or says why none may start. Throws when the database does not answer. */
export async function claim(
	env: Env,
	incident: Incident,
	remediationId: string,
	actor: Actor,
	isAutomatic = false,
): Promise<Claimed> {
	for (let attempt = 0; attempt < TRIES; attempt++) {
		const ledger = await ledgerOf(env, incident);
		const remediation = ledger.remediations.find(({ id }) => id === remediationId);
		if (!remediation) return no("not_found", "This service has no such remediation.");
		const claimedAt = Date.now();
		const here = refusalHere(incident, remediation, isAutomatic, claimedAt);
		if (here !== null) return no("conflict", here);
		const id = nextRunId(incident, remediationId);
		const why = refusalOfRun(remediation, ledger, { id, isAutomatic }, claimedAt);
		if (why) return no("conflict", wordsOf(why));
		const turn = ledger.turns[remediationId] ?? 0;
		const made = { id, claimedAt, remediation, isAutomatic, actor, turn: turn + 1 };
		if (await enter(env, incident, made)) return { claim: made };
	}
	return no("conflict", wordsOf({ kind: "busy" }));
}

/** Takes a claim back of which nothing came. What is lost here ends by itself: see `untilAt`. */
export function release(env: Env, { id, turn }: ClaimedRun): Promise<void> {
	return releaseRun(env.DB, id, turn).catch((error: unknown) => {
		log("remediation.not_released", { runId: id, error: String(error) });
	});
}

function ledgerOf(env: Env, incident: Incident): Promise<Ledger> {
	return withTimeout(readLedger(env.DB, incident.service.id, Date.now()), DATABASE_TIMEOUT_MS);
}

async function enter(env: Env, incident: Incident, claim: ClaimedRun): Promise<boolean> {
	const { id, claimedAt, remediation, turn } = claim;
	const row = {
		id,
		remediationId: remediation.id,
		incidentId: incident.id,
		claimedAt,
		untilAt: leaseEnd(remediation, claimedAt),
	};
	const seen = { turn: turn - 1, version: remediation.version };
	try {
		return (await withTimeout(claimRun(env.DB, row, seen), DATABASE_TIMEOUT_MS)) === "claimed";
	} catch (error) {
		// It may have been entered all the same.
		void release(env, claim);
		throw error;
	}
}

function no(code: "not_found" | "conflict", detail: string): { refusal: Refusal } {
	return { refusal: { code, detail } };
}

function wordsOf(why: RunRefusal): string {
	switch (why.kind) {
		case "stopped":
			return "Remediations are stopped. An admin can allow them in Settings.";
		case "busy":
			return "It is running for another incident.";
		case "cooling":
			return `It ran a moment ago. It can run again at ${clock(why.until)}.`;
		case "hourly":
			return `It reached its runs per hour. It can run again at ${clock(why.until)}.`;
		case "failing":
			return "It failed twice in a row, so it no longer starts by itself.";
	}
}

function clock(at: number): string {
	return `${new Date(at).toISOString().slice(11, 19)} UTC`;
}
