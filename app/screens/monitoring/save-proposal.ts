/** Saves what was confirmed, in the order in which one part needs another, and only once however often it is tried. */
import type { Failure, Result } from "../../state/api.ts";
import type { Monitor } from "../../state/wire.ts";
import { ownPolicy, PAGE_ME } from "../services/own-policy.ts";
import { NEW_SERVICE, type Proposal, publicNameOf, serviceNameOf } from "./proposal.ts";

type Part = "policy" | "component" | "service" | "monitor";
interface Saved {
	id: string;
}
interface Sent {
	body: Record<string, unknown>;
	key: string;
	/** Null while no answer came: it may have been saved all the same. */
	saved: Saved | null;
}

const PATHS: Record<Part, `/${string}`> = {
	policy: "/escalation-policies",
	component: "/components",
	service: "/services",
	monitor: "/monitors",
};

/** The API as far as it is needed here. */
export interface SavingCalls {
	post(path: `/${string}`, body: object, idempotencyKey: string): Promise<Result<Saved>>;
	patch(path: `/${string}`, body: object): Promise<Result<Saved>>;
	remove(path: `/${string}`): Promise<unknown>;
	/** Who is signed in; null while that is not known. */
	owner(): { id: string; name: string } | null;
}

/**
 * One saving of one proposal. What a failed try left behind is used by the next and changed where the words changed;
 * an answer that was lost is asked for again by the same key. `undo` takes back what was made when it is given up.
 */
export function newSaving(calls: SavingCalls) {
	const sent = new Map<Part, Sent>();

	const post = async (part: Part, what: Sent): Promise<Result<Saved>> => {
		sent.set(part, what);
		const answer = await calls.post(PATHS[part], what.body, what.key);
		if (answer.ok) what.saved = answer.value;
		else if (isRefused(answer)) sent.delete(part);
		return answer;
	};

	const ensure = async (part: Part, body: Sent["body"]): Promise<Result<Saved>> => {
		const before = sent.get(part);
		if (before && !before.saved) {
			const answer = await post(part, before);
			if (!answer.ok && !isRefused(answer)) return answer;
		}
		const known = sent.get(part);
		if (!known?.saved) return post(part, { body, key: crypto.randomUUID(), saved: null });
		if (JSON.stringify(known.body) === JSON.stringify(body)) return { ok: true, value: known.saved };
		const { kind, ...changes } = body;
		const changed = await calls.patch(`${PATHS[part]}/${known.saved.id}`, changes);
		if (changed.ok) sent.set(part, { ...known, body, saved: changed.value });
		return changed;
	};

	const ensureService = async (proposal: Proposal): Promise<Result<Saved>> => {
		if (proposal.serviceId !== NEW_SERVICE) return { ok: true, value: { id: proposal.serviceId } };
		const policy = await ensurePolicy(proposal);
		if (!policy.ok) return policy;
		const component = proposal.isPublic
			? await ensure("component", { name: publicNameOf(proposal) })
			: { ok: true as const, value: null };
		if (!component.ok) return component;
		return ensure("service", {
			name: serviceNameOf(proposal),
			defaultSeverity: proposal.defaultSeverity,
			escalationPolicyId: policy.value.id,
			componentId: component.value?.id ?? null,
		});
	};

	const ensurePolicy = async ({ escalationPolicyId: id }: Proposal): Promise<Result<Saved>> => {
		if (id !== PAGE_ME) return { ok: true, value: { id } };
		const owner = calls.owner();
		return owner ? ensure("policy", ownPolicy(owner)) : OFFLINE;
	};

	const takeBack = async (parts: Part[]): Promise<void> => {
		for (const part of parts) {
			const id = sent.get(part)?.saved?.id;
			if (id) await calls.remove(`${PATHS[part]}/${id}`);
			sent.delete(part);
		}
	};

	return {
		async save(proposal: Proposal): Promise<Result<Monitor>> {
			const service = await ensureService(proposal);
			if (!service.ok) return service;
			const { kind, target, name, intervalSeconds } = proposal;
			const fields = { kind, target, name: name.trim(), intervalSeconds, serviceId: service.value.id };
			const monitor = await ensure("monitor", fields);
			if (monitor.ok) await takeBack(unusedBy(proposal));
			return monitor as Result<Monitor>;
		},
		async undo(): Promise<void> {
			if (!sent.get("monitor")?.saved) await takeBack(["service", "component", "policy"]);
		},
	};
}

/** What an earlier try made, and what was confirmed in the end does without. In the order in which it can go. */
function unusedBy(proposal: Proposal): Part[] {
	const isNew = proposal.serviceId === NEW_SERVICE;
	const parts: Part[] = isNew ? [] : ["service"];
	if (!isNew || !proposal.isPublic) parts.push("component");
	if (!isNew || proposal.escalationPolicyId !== PAGE_ME) parts.push("policy");
	return parts;
}

/** It was answered, and the answer was no: nothing was saved. */
function isRefused(failure: Failure): boolean {
	return !failure.offline && failure.problem.status < 500;
}

const OFFLINE: Failure = { ok: false, offline: true };
