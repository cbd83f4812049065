import { createSignal, onCleanup } from "solid-js";
import { api, failureWords, fieldError } from "../../state/api.ts";
import { monitorsResource, policiesResource, servicesResource } from "../../state/lists.ts";
import { me } from "../../state/session.ts";
import type { Monitor, Service } from "../../state/wire.ts";
import { probe, type RegionCheck } from "./probe.ts";
import { type Proposal, propose } from "./proposal.ts";
import { newSaving, type SavingCalls } from "./save-proposal.ts";
import { NO_TARGET, readTarget } from "./targets.ts";

export type Stage =
	| { kind: "asking" }
	| { kind: "probing" }
	/** Nothing is saved yet: `checks` is what the probe saw. */
	| { kind: "proposed"; checks: RegionCheck[] }
	| { kind: "saving"; checks: RegionCheck[] }
	| { kind: "added"; checks: RegionCheck[]; monitor: Monitor };

/** A tap that was meant for what stood there before must not confirm what has just appeared. */
const SETTLE_MS = 600;

const CALLS: SavingCalls = {
	post: (path, body, idempotencyKey) => api("POST", path, body, { idempotencyKey }),
	patch: (path, body) => api("PATCH", path, body),
	remove: (path) => api("DELETE", path),
	owner: () => me().value?.user ?? null,
};

/** Everything that adding a monitor takes: try the address, propose, and save only what was confirmed. */
export function useAddMonitor(onAdded: (monitor: Monitor) => void) {
	const [typed, setTyped] = createSignal("");
	const [wrong, setWrong] = createSignal<string>();
	const [error, setError] = createSignal<string>();
	const [stage, setStage] = createSignal<Stage>({ kind: "asking" });
	const [proposal, setProposal] = createSignal<Proposal>();
	const [isSettled, setSettled] = createSignal(true);
	const [refused, setRefused] = createSignal<(pointer: string) => string | undefined>(() => undefined);
	const lists = { services: servicesResource(), monitors: monitorsResource(), policies: policiesResource() };
	let saving = newSaving(CALLS);
	let isGone = false;

	const appear = (next: Stage) => {
		setStage(next);
		setSettled(false);
		setTimeout(() => setSettled(true), SETTLE_MS);
	};
	const check = async () => {
		if (stage().kind !== "asking") return;
		const target = readTarget(typed());
		setError(undefined);
		setWrong(target ? undefined : NO_TARGET);
		if (!target) return;
		setStage({ kind: "probing" });
		const answer = await probe(target);
		if (isGone || stage().kind !== "probing") return;
		if (!answer.ok) {
			setStage({ kind: "asking" });
			return void (answer.offline ? setError(OFFLINE_PROBE) : setWrong(failureWords(answer)));
		}
		const monitors = lists.monitors.value?.items ?? [];
		const services: Service[] = lists.services.value?.items ?? [];
		setProposal(propose(target, { monitors, services, policyId: lists.policies.value?.items[0]?.id }));
		appear({ kind: "proposed", checks: answer.value.items });
	};
	const confirm = async () => {
		const at = stage();
		const wanted = proposal();
		if (at.kind !== "proposed" || !wanted || !isSettled()) return;
		setStage({ kind: "saving", checks: at.checks });
		setError(undefined);
		const answer = await saving.save(wanted);
		if (!answer.ok) {
			setRefused(() => (pointer: string) => fieldError(answer, pointer));
			setError(answer.offline ? OFFLINE_SAVE : failureWords(answer));
			setStage({ kind: "proposed", checks: at.checks });
			if (isGone) await saving.undo();
			return;
		}
		appear({ kind: "added", checks: at.checks, monitor: answer.value });
		await Promise.all([me().reload(), ...Object.values(lists).map((list) => list.reload())]);
		if (!isGone) onAdded(answer.value);
	};
	/** Back to the address; what a failed try may have made goes. */
	const again = () => {
		const given = saving;
		saving = newSaving(CALLS);
		setError(undefined);
		appear({ kind: "asking" });
		void given.undo();
	};
	onCleanup(() => {
		isGone = true;
		if (stage().kind === "proposed") void saving.undo();
	});
	const change = (some: Partial<Proposal>) => setProposal((before) => before && { ...before, ...some });
	const service = () => lists.services.value?.items.find((one) => one.id === proposal()?.serviceId);
	return {
		service,
		...{ typed, setTyped, wrong, error, stage, proposal, change, isSettled, lists, check, confirm, again },
		refused: (pointer: string) => refused()(pointer),
	};
}

export type AddMonitor = ReturnType<typeof useAddMonitor>;

const OFFLINE_PROBE = "You’re offline, so the address can’t be checked. Nothing was saved.";
const OFFLINE_SAVE =
	"You’re offline, so it isn’t confirmed that this was saved. Try again when you’re back online: nothing is saved twice.";
