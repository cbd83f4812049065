import { useSearchParams } from "@solidjs/router";
import { createMemo, For, Show } from "solid-js";
import { SelectField } from "../../../parts/field.tsx";
import { MoreOf } from "../../../parts/more-list.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Empty, Loaded, Skeleton } from "../../../parts/states.tsx";
import { Ago } from "../../../parts/timer.tsx";
import { AdminsOnly } from "../../../shell/admins-only.tsx";
import { Screen } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { usersResource } from "../../../state/lists.ts";
import { cached } from "../../../state/resource.ts";
import type { AuditEntry, List, Token } from "../../../state/wire.ts";
import { type Filter, filterOf, pathOf, SPANS } from "./audit-filter.ts";
import { entryWords, KINDS, touchedWords } from "./audit-words.ts";
import { EntrySheet } from "./entry-sheet.tsx";
import "./audit.css";

/** Who changed what, newest first. */
export default function AuditScreen() {
	return (
		<AdminsOnly title="Audit log" what="the audit log">
			<Audit />
		</AdminsOnly>
	);
}

function Audit() {
	const [search, setSearch] = useSearchParams<{ who?: string; what?: string; since?: string }>();
	const filter = createMemo(() => filterOf(search), undefined, {
		equals: (a, b) => JSON.stringify(a) === JSON.stringify(b),
	});
	return (
		<Screen title="Audit log" back="/settings">
			<Filters of={filter()} onFilter={(change) => setSearch(change)} />
			<Show when={filter()} keyed>
				{(wanted) => <Entries path={pathOf(wanted, Date.now())} isNarrowed={isNarrowed(wanted)} />}
			</Show>
		</Screen>
	);
}

const isNarrowed = ({ actorId, kind, span }: Filter): boolean =>
	actorId !== "" || kind !== "" || span !== "any";

function Filters(props: {
	of: Filter;
	onFilter(change: Partial<Record<"who" | "what" | "since", string>>): void;
}) {
	const users = usersResource();
	const tokens = cached<List<Token>>("/tokens?limit=200", () => api("GET", "/tokens?limit=200"));
	const actors = () => [
		{ value: "", name: "Everyone" },
		...[...(users.value?.items ?? []), ...(tokens.value?.items ?? [])].map(({ id, name }) => ({
			value: id,
			name,
		})),
	];
	const kinds = [
		{ value: "", name: "Everything" },
		...Object.entries(KINDS)
			.map(([value, name]) => ({ value, name: name.charAt(0).toUpperCase() + name.slice(1) }))
			.sort((a, b) => a.name.localeCompare(b.name)),
	];
	return (
		<form class="filters" aria-label="Filter the audit log" onSubmit={(event) => event.preventDefault()}>
			<SelectField
				label="Who"
				options={actors()}
				value={props.of.actorId}
				onValue={(who) => props.onFilter({ who })}
			/>
			<SelectField
				label="What"
				options={kinds}
				value={props.of.kind}
				onValue={(what) => props.onFilter({ what })}
			/>
			<SelectField
				label="When"
				options={SPANS}
				value={props.of.span}
				onValue={(since) => props.onFilter({ since })}
			/>
		</form>
	);
}

function Entries(props: { path: `/${string}`; isNarrowed: boolean }) {
	const entries = cached<List<AuditEntry>>(props.path, () => api("GET", props.path));
	const [search, setSearch] = useSearchParams<{ entry?: string }>();
	const opened = () => entries.value?.items.find(({ id }) => id === search.entry);
	return (
		<>
			<Loaded of={entries} what="the audit log" bones={<Skeleton rows={8} height={68} />}>
				{(list) => (
					<Show
						when={list().items.length > 0}
						fallback={
							<Empty title={props.isNarrowed ? "Nothing matches" : "Nothing changed yet"}>
								{props.isNarrowed
									? "Choose someone else, something else, or a longer time."
									: "Every change of what is configured is kept here."}
							</Empty>
						}
					>
						<Rows label="Audit log">
							<For each={list().items}>
								{(entry) => (
									<Row
										title={entryWords(entry)}
										sub={touchedWords(entry) || undefined}
										trail={<Ago at={entry.at} />}
										onPress={() => setSearch({ entry: entry.id })}
									/>
								)}
							</For>
						</Rows>
						<MoreOf of={entries} path={props.path} />
					</Show>
				)}
			</Loaded>
			<Show when={opened()} keyed>
				{(entry) => <EntrySheet of={entry} onClose={() => setSearch({ entry: undefined })} />}
			</Show>
		</>
	);
}
