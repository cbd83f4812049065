import { createEffect, createSignal, on, Show } from "solid-js";
import { SAVED_FIRST } from "../../../../worker/platform/rules/phrases.ts";
import { Button } from "../../../parts/button.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import type { Resource } from "../../../state/resource.ts";
import type { Service } from "../../../state/wire.ts";
import { checkOf, draftOf, keptWords, movedTo, NEW_SMOKE, type SmokeDraft } from "./smoke-draft.ts";
import { SmokeFields } from "./smoke-fields.tsx";
import { sayRemoved, smokeSaving } from "./smoke-saving.ts";
import { TrySmoke, trying, wrongInTry } from "./try-smoke.tsx";

interface SmokeSheetProps {
	of: Resource<Service>;
	service: Service;
	/** Which one is edited; null for a new one, which comes last. */
	index: number | null;
	onClose(): void;
}

/** One smoke check: its settings, a try of what is typed, its place in the order, and taking it away. */
export function SmokeSheet(props: SmokeSheetProps) {
	const it = editing(props);
	let form: HTMLFormElement | undefined;
	showWrong([it.saving.failure, it.tries.sending.failure], () => form);
	return (
		<Sheet
			open
			title={it.before()?.name ?? "Add smoke check"}
			onClose={props.onClose}
			acts={
				<Button
					kind="primary"
					wide
					type="submit"
					form="smoke-check"
					disabled={it.isSame()}
					busy={it.saving.busy() && "Saving…"}
				>
					{props.index === null ? "Add smoke check" : "Save"}
				</Button>
			}
		>
			<form ref={form} class="stack wide" id="smoke-check" onSubmit={it.submit}>
				<SmokeFields draft={it.draft()} onDraft={it.change} wrong={it.wrong} />
				<Show when={it.before()}>
					{(check) => <Show when={keptWords(check())}>{(words) => <p class="dim">{words()}</p>}</Show>}
				</Show>
			</form>
			<TrySmoke of={it.tries} onTry={it.saving.clearError} />
			<Show
				when={it.overtaken()}
				fallback={<Show when={it.saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>}
			>
				<Notice act="Load theirs" onAct={it.takeTheirs}>
					{SAVED_FIRST}
				</Notice>
			</Show>
			<Show when={it.before()}>
				<Place at={it.at() ?? 0} of={it.count()} busy={it.saving.busy()} onMove={it.move} />
				<Button kind="danger" wide onClick={it.remove}>
					Remove smoke check
				</Button>
			</Show>
		</Sheet>
	);
}

/** The form is longer than a phone: what is wrong may be out of sight. */
function showWrong(failures: (() => unknown)[], form: () => HTMLFormElement | undefined): void {
	const show = () => form()?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
	createEffect(on(failures, () => queueMicrotask(show), { defer: true }));
}

/** Where it stands; moved at once, since the order is the list's and not the form's. */
function Place(props: { at: number; of: number; busy: boolean; onMove(by: 1 | -1): void }) {
	return (
		<Show when={props.of > 1}>
			<div class="line place">
				<span class="sub grow" role="status">
					Number {props.at + 1} of {props.of}
				</span>
				<Button disabled={props.busy || props.at === 0} onClick={() => props.onMove(-1)}>
					Move earlier
				</Button>
				<Button disabled={props.busy || props.at === props.of - 1} onClick={() => props.onMove(1)}>
					Move later
				</Button>
			</div>
		</Show>
	);
}

function editing(props: SmokeSheetProps) {
	const list = smokeSaving(props.of, props.service);
	const { base, saving, overtaken } = list;
	const [at, setAt] = createSignal(props.index);
	const before = () => base().smokeChecks[at() ?? Number.NaN] ?? null;
	const draftBefore = () => {
		const check = before();
		return check ? draftOf(check) : NEW_SMOKE;
	};
	const [draft, setDraft] = createSignal<SmokeDraft>(draftBefore());
	const made = () => checkOf(draft(), before());
	const tries = trying(made);
	const place = () => at() ?? base().smokeChecks.length;
	const close = (words: string) => {
		showToast(words, undefined, "smoke checks");
		props.onClose();
	};
	const isTaken = () => base().smokeChecks.some(({ name }, i) => i !== at() && name === draft().name.trim());
	return {
		...{ at, before, draft, saving, overtaken, tries },
		count: () => base().smokeChecks.length,
		isSame: () => JSON.stringify(draft()) === JSON.stringify(draftBefore()),
		change: (some: Partial<SmokeDraft>) => setDraft((old) => ({ ...old, ...some })),
		/** Of the last save, or of the last try, whichever says it. */
		wrong: (pointer: string) => {
			const said = saving.wrong(`/smokeChecks/${place()}${pointer}`) ?? wrongInTry(tries, pointer);
			return said ?? (pointer === "/name" && isTaken() ? "is another check’s name already" : undefined);
		},
		submit: (event: SubmitEvent) => {
			event.preventDefault();
			tries.sending.clearError();
			if (isTaken()) return;
			const next = [
				...base().smokeChecks.slice(0, place()),
				made(),
				...base().smokeChecks.slice(place() + 1),
			];
			list.save(next, () => close("Saved"));
		},
		move: (by: 1 | -1) => {
			const from = place();
			list.save(movedTo(base().smokeChecks, from, from + by), () => void setAt(from + by));
		},
		remove: () => {
			const [gone, index] = [before(), place()];
			list.save(base().smokeChecks.toSpliced(index, 1), () => {
				if (gone) sayRemoved(props.of, gone, index);
				props.onClose();
			});
		},
		takeTheirs: () => {
			const name = before()?.name;
			const theirs = list.takeTheirs();
			if (!theirs || name === undefined) return;
			const index = theirs.smokeChecks.findIndex((one) => one.name === name);
			if (index < 0) return close(`Someone else removed ${name}`);
			setAt(index);
			setDraft(draftBefore());
		},
	};
}
