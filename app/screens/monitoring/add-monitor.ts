import { createSignal, onCleanup } from "solid-js";
import { api, failureWords, fieldError, type Problem } from "../../state/api.ts";
import { monitorsResource, policiesResource, servicesResource } from "../../state/lists.ts";
import { me } from "../../state/session.ts";
import type { Monitor, Service } from "../../state/wire.ts";
import { kindSettings, NEW_KIND_DRAFT } from "./kind-draft.ts";
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

/** What the form holds, and where it stands. */
function newForm() {
	const [typed, setTyped] = createSignal("");
	const [told, setTold] = createSignal(NEW_KIND_DRAFT);
	const [wrong, setWrong] = createSignal<string>();
	const [error, setError] = createSignal<string>();
	const [stage, setStage] = createSignal<Stage>({ kind: "asking" });
	const [proposal, setProposal] = createSignal<Proposal>();
	const [isSettled, setSettled] = createSignal(true);
	const [refused, setRefused] = createSignal<(pointer: string) => string | undefined>(() => undefined);
	const appear = (next: Stage) => {
		setStage(next);
		setSettled(false);
		setTimeout(() => setSettled(true), SETTLE_MS);
	};
	return {
		...{ typed, setTyped, told, setTold, wrong, setWrong, error, setError, stage, setStage },
		...{ proposal, setProposal, isSettled, refused, setRefused, appear },
	};
}

type Form = ReturnType<typeof newForm>;

const lists = () => ({
	services: servicesResource(),
	monitors: monitorsResource(),
	policies: policiesResource(),
});
type Lists = ReturnType<typeof lists>;

/** Tries the address from every region, and proposes what would be saved. */
async function tryAddress(form: Form, known: Lists, isGone: () => boolean): Promise<void> {
	if (form.stage().kind !== "asking") return;
	const target = readTarget(form.typed());
	form.setError(undefined);
	form.setRefused(() => () => undefined);
	form.setWrong(target ? undefined : NO_TARGET);
	if (!target) return;
	form.setStage({ kind: "probing" });
	const settings = kindSettings(target.kind, form.told());
	const answer = await probe(target, settings);
	if (isGone() || form.stage().kind !== "probing") return;
	if (!answer.ok) {
		form.setStage({ kind: "asking" });
		form.setRefused(() => (pointer: string) => fieldError(answer, pointer));
		if (!answer.offline && !isOfKindField(answer.problem)) form.setWrong(failureWords(answer));
		return void (answer.offline && form.setError(OFFLINE_PROBE));
	}
	const monitors = known.monitors.value?.items ?? [];
	const services: Service[] = known.services.value?.items ?? [];
	const policyId = known.policies.value?.items[0]?.id;
	form.setProposal(propose(target, { monitors, services, policyId }, settings));
	form.appear({ kind: "proposed", checks: answer.value.items });
}

/** Whether a field of the kind says it, and not that of the address. */
function isOfKindField({ errors }: Problem): boolean {
	return /^\/(request|expect)\//.test(errors[0]?.pointer ?? "");
}

/** Everything that adding a monitor takes: try the address, propose, and save only what was confirmed. */
export function useAddMonitor(onAdded: (monitor: Monitor) => void) {
	const form = newForm();
	const known = lists();
	let saving = newSaving(CALLS);
	let isGone = false;

	const confirm = async () => {
		const at = form.stage();
		const wanted = form.proposal();
		if (at.kind !== "proposed" || !wanted || !form.isSettled()) return;
		form.setStage({ kind: "saving", checks: at.checks });
		form.setError(undefined);
		const answer = await saving.save(wanted);
		if (!answer.ok) {
			form.setRefused(() => (pointer: string) => fieldError(answer, pointer));
			form.setError(answer.offline ? OFFLINE_SAVE : failureWords(answer));
			form.setStage({ kind: "proposed", checks: at.checks });
			if (isGone) await saving.undo();
			return;
		}
		form.appear({ kind: "added", checks: at.checks, monitor: answer.value });
		await Promise.all([me().reload(), ...Object.values(known).map((list) => list.reload())]);
		if (!isGone) onAdded(answer.value);
	};
	/** Back to the address; what a failed try may have made goes. */
	const again = () => {
		const given = saving;
		saving = newSaving(CALLS);
		form.setError(undefined);
		form.appear({ kind: "asking" });
		void given.undo();
	};
	onCleanup(() => {
		isGone = true;
		if (form.stage().kind === "proposed") void saving.undo();
	});
	return {
		...{ ...form, lists: known, confirm, again },
		check: () => tryAddress(form, known, () => isGone),
		change: (some: Partial<Proposal>) => form.setProposal((before) => before && { ...before, ...some }),
		service: () => known.services.value?.items.find((one) => one.id === form.proposal()?.serviceId),
		refused: (pointer: string) => form.refused()(pointer),
	};
}

export type AddMonitor = ReturnType<typeof useAddMonitor>;

const OFFLINE_PROBE = "You’re offline, so the address can’t be checked. Nothing was saved.";
const OFFLINE_SAVE =
	"You’re offline, so it isn’t confirmed that this was saved. Try again when you’re back online: nothing is saved twice.";
