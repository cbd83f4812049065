import { createSignal, For, Show } from "solid-js";
import { Avatar } from "../../parts/avatar.tsx";
import { Button } from "../../parts/button.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { showToast } from "../../parts/toast.tsx";
import { Section } from "../../shell/screen.tsx";
import { nameBook, openNameBook } from "../../state/name-book.ts";
import type { Resource } from "../../state/resource.ts";
import { mayAs, me } from "../../state/session.ts";
import type { CoverRequest, List, Schedule } from "../../state/wire.ts";
import { spanWords } from "../oncall/schedule/weeks.ts";
import { acceptCover, withdrawCover } from "./cover-state.ts";
import { askedWords, isAsked, returnOf } from "./cover-words.ts";

interface CoverListProps {
	of: Resource<List<CoverRequest>>;
	schedules: readonly Schedule[];
	/** Who is on call has changed. */
	onChanged(): void;
}

/** Who asks whom to cover a shift. Whoever is asked can take it, whoever asked can take it back. */
export function CoverList(props: CoverListProps) {
	openNameBook();
	const items = () => props.of.value?.items ?? [];
	const [acting, setActing] = createSignal<CoverRequest | null>(null);
	const done = (isDone: boolean) => {
		const request = acting();
		setActing(null);
		void props.of.reload();
		if (!isDone || !request) return;
		showToast(isMine(request) ? "No longer asking for cover" : `You cover ${spanWords(request)}`);
		props.onChanged();
	};
	return (
		<Show when={items().length > 0}>
			<Section title="Cover requests">
				<Rows label="Cover requests">
					<For each={items()}>
						{(request) => (
							<CoverRow of={request} schedules={props.schedules} onAct={() => setActing(request)} />
						)}
					</For>
				</Rows>
			</Section>
			<Show when={acting()}>{(request) => <Answer of={request()} onClose={done} />}</Show>
		</Show>
	);
}

const isMine = ({ userId }: CoverRequest): boolean => userId === me().value?.user.id;
const userName = (id: string): string | undefined => nameBook().users?.find((user) => user.id === id)?.name;
const teamName = (id: string): string | undefined => nameBook().teams?.find((team) => team.id === id)?.name;

function CoverRow(props: { of: CoverRequest; schedules: readonly Schedule[]; onAct(): void }) {
	const schedule = () => props.schedules.find(({ id }) => id === props.of.scheduleId)?.name ?? "";
	const act = () => {
		if (isMine(props.of) || (mayAs("admin") && !isAsked(props.of, me().value))) return "Withdraw";
		if (!isAsked(props.of, me().value)) return null;
		return returnOf(props.of) ? "Swap" : "Cover";
	};
	const words = () => [askedWords(props.of, userName, teamName), schedule(), props.of.note].filter(Boolean);
	return (
		<Row
			lead={<Avatar name={userName(props.of.userId) ?? "?"} me={isMine(props.of)} small />}
			title={`${isMine(props.of) ? "You" : (userName(props.of.userId) ?? "Someone who left")}, ${spanWords(props.of)}`}
			sub={words().join(" · ")}
			trail={
				<Show when={act()}>
					{(name) => (
						<Button kind={name() === "Withdraw" ? "quiet" : "brass"} onClick={() => props.onAct()}>
							{name()}
						</Button>
					)}
				</Show>
			}
		/>
	);
}

function Answer(props: { of: CoverRequest; onClose(done: boolean): void }) {
	const takes = () => isAsked(props.of, me().value);
	const asker = () => userName(props.of.userId) ?? "them";
	const inReturn = () => returnOf(props.of);
	const taking = () => (inReturn() ? `Swap shifts with ${asker()}?` : `Cover for ${asker()}?`);
	const takingAct = () => (inReturn() ? "Swap shifts" : "Cover this shift");
	const effect = () => {
		const given = inReturn();
		const back = given ? ` In return, ${asker()} is on call ${spanWords(given)}.` : "";
		return `You’ll be on call ${spanWords(props.of)}.${back}`;
	};
	return (
		<Confirm
			open
			title={takes() ? taking() : "Stop asking for cover?"}
			act={takes() ? takingAct() : "Stop asking"}
			onConfirm={() => (takes() ? acceptCover(props.of.id) : withdrawCover(props.of.id))}
			onClose={props.onClose}
		>
			{takes() ? effect() : "The shift stays as it is, and those who were asked are told."}
		</Confirm>
	);
}
