import { For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { SelectField } from "../../../parts/field.tsx";
import { Icon } from "../../../parts/icon.tsx";
import { usersResource } from "../../../state/name-book.ts";
import {
	type LevelDraft,
	sameTarget,
	type TargetDraft,
	targetKey,
	targetOf,
	waitsWith,
} from "./policy-draft.ts";
import { afterWords, type TargetBook, targetWords } from "./policy-words.ts";
import { WhenFields } from "./when-fields.tsx";

interface LevelFieldsProps {
	level: LevelDraft;
	/** From 0. */
	place: number;
	count: number;
	book: TargetBook;
	/** What is wrong with a field of this level: `wrong("/targets")`. */
	wrong(pointer: string): string | undefined;
	onLevel(change: Partial<LevelDraft>): void;
	onMove(by: 1 | -1): void;
	onRemove(): void;
}

/** One level: whom it pages, and how long it waits for them. */
export function LevelFields(props: LevelFieldsProps) {
	const seconds = () => props.level.escalateAfterSeconds;
	const isTwo = () => (props.level.needsAcknowledgements ?? 1) > 1;
	const isLast = () => props.place === props.count - 1;
	return (
		<fieldset class="stack">
			<legend class="strong">Level {props.place + 1}</legend>
			<Targets {...props} />
			<SelectField
				label={isLast() ? "Then wait" : "Page the next level after"}
				options={waitsWith(seconds()).map((one) => ({ value: String(one), name: afterWords(one) }))}
				value={String(seconds())}
				error={props.wrong("/escalateAfterSeconds")}
				onValue={(chosen) => props.onLevel({ escalateAfterSeconds: Number(chosen) })}
			/>
			<SelectField
				label="Stop paging when"
				hint={isTwo() ? "The first one is not paged again. Everyone else is, level by level." : undefined}
				options={NEEDS}
				value={String(props.level.needsAcknowledgements ?? 1)}
				error={props.wrong("/needsAcknowledgements")}
				onValue={(chosen) => props.onLevel({ needsAcknowledgements: Number(chosen) })}
			/>
			<WhenFields
				value={props.level.when}
				wrong={(pointer) => props.wrong(`/when${pointer}`)}
				onWhen={(when) => props.onLevel({ when })}
			/>
			<Show when={props.count > 1}>
				<div class="line">
					<Button kind="quiet" disabled={props.place === 0} onClick={() => props.onMove(-1)}>
						Move up
					</Button>
					<Button kind="quiet" disabled={isLast()} onClick={() => props.onMove(1)}>
						Move down
					</Button>
					<Button kind="quiet" onClick={() => props.onRemove()}>
						Remove level
					</Button>
				</div>
			</Show>
		</fieldset>
	);
}

const NEEDS = [
	{ value: "1", name: "One person acknowledges" },
	{ value: "2", name: "Two people acknowledge" },
];

const NONE = "";

function Targets(props: LevelFieldsProps) {
	const targets = () => props.level.targets;
	const put = (next: TargetDraft[]) => props.onLevel({ targets: next });
	const offered = () =>
		offers(props.book).filter(({ target }) => !targets().some((one) => sameTarget(one, target)));
	const add = (key: string) => {
		const target = targetOf(key);
		if (target) put([...targets(), target]);
	};
	const wrong = () =>
		props.wrong("/targets") ?? targets().flatMap((_, n) => props.wrong(`/targets/${n}/id`) ?? [])[0];
	return (
		<>
			<Show when={targets().length > 0}>
				<ul class="rows" aria-label={`Level ${props.place + 1} pages`}>
					<For each={targets()}>
						{(target) => (
							<li class="row">
								<span class="row-text row-title">{targetWords(target, props.book)}</span>
								<Button
									kind="quiet"
									round
									aria-label={`Remove ${targetWords(target, props.book)}`}
									onClick={() => put(targets().filter((one) => !sameTarget(one, target)))}
								>
									<Icon name="close" size={18} />
								</Button>
							</li>
						)}
					</For>
				</ul>
			</Show>
			<SelectField
				label="Page"
				hint={targets().length > 1 ? "All of them at once." : undefined}
				error={wrong()}
				options={[
					{ value: NONE, name: targets().length === 0 ? "Choose who to page" : "Add someone else" },
					...offered().map(({ target, name }) => ({ value: targetKey(target), name })),
				]}
				value={NONE}
				onValue={add}
			/>
		</>
	);
}

/** Schedules first: they outlive who is on call. Observers are never paged. */
function offers(book: TargetBook): { target: TargetDraft; name: string }[] {
	const observers = new Set(
		(usersResource().value?.items ?? []).filter(({ role }) => role === "observer").map(({ id }) => id),
	);
	const of = (kind: TargetDraft["kind"], list: TargetBook["users"], what: string) =>
		list
			.map(({ id }) => ({ kind, id }))
			.map((target) => ({ target, name: `${what}: ${targetWords(target, book)}` }))
			.toSorted((a, b) => a.name.localeCompare(b.name));
	return [
		...of("schedule", book.schedules, "On call"),
		...of("team", book.teams, "Team"),
		...of(
			"user",
			book.users.filter(({ id }) => !observers.has(id)),
			"Person",
		),
		...of("webhook", book.webhooks, "Webhook"),
	];
}
