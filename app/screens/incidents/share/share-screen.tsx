import { useNavigate, useSearchParams } from "@solidjs/router";
import { createMemo, createSignal, For, Show } from "solid-js";
import { NOT_SENT } from "../../../../worker/platform/rules/phrases.ts";
import { keepCommand, noteCommand } from "../../../outbox/keep.ts";
import { TextArea } from "../../../parts/field.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Empty, Loaded, Notice, Skeleton } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { Screen, Section } from "../../../shell/screen.tsx";
import { openFirst } from "../../../state/firing.ts";
import { nowResource } from "../../../state/name-book.ts";
import { mayAs } from "../../../state/session.ts";
import type { Incident } from "../../../state/wire.ts";
import { numberWords, titleWords } from "../../../state/words.ts";
import { inPlace } from "../list/lists.ts";
import { sharedText } from "./shared.ts";

/** What another app on this phone shared becomes a note of an open incident. */
export default function ShareScreen() {
	const [query] = useSearchParams<{ title?: string; text?: string; url?: string }>();
	const navigate = useNavigate();
	const of = nowResource();
	void of.read();
	const [text, setText] = createSignal(sharedText(query));
	/** Each keeps its place while this is open; what opens meanwhile comes below. */
	const ids = createMemo<string[]>((before) => {
		const ranked = openFirst(of.value?.firing ?? []).map(({ id }) => id);
		return inPlace(ranked, before);
	}, []);
	const [busyId, setBusyId] = createSignal<string>();
	const [why, setWhy] = createSignal<string>();
	const add = async (incident: Incident) => {
		if (busyId()) return;
		setBusyId(incident.id);
		const came = await keepCommand(incident, noteCommand(text().trim()));
		setBusyId(undefined);
		if (came.kind === "refused") return void setWhy(came.why);
		showToast(came.kind === "done" ? `Note added to ${numberWords(incident)}` : NOT_SENT);
		navigate(`/incidents/${incident.id}`, { replace: true });
	};
	return (
		<Screen title="Add to an incident" back="/">
			<Show
				when={mayAs("responder")}
				fallback={<Notice>Your role can view incidents but not change them.</Notice>}
			>
				<TextArea
					label="Note"
					hint="Only your team can see notes."
					value={text()}
					onValue={setText}
					rows={4}
					maxlength={20_000}
				/>
				<Show when={why()}>{(words) => <Notice>{words()}</Notice>}</Show>
				<Loaded of={of} what="open incidents" bones={<Skeleton rows={3} />}>
					{(now) => (
						<Section title="Open incidents">
							<Show
								when={now().firing.length > 0}
								fallback={<Empty title="Nothing is firing">A note needs an open incident.</Empty>}
							>
								<Rows label="Open incidents">
									<For each={ids()}>
										{(id) => (
											<Show when={now().firing.find((one) => one.id === id)}>
												{(incident) => (
													<Row
														title={titleWords(incident())}
														sub={`${numberWords(incident())} · ${incident().service.name}`}
														trail={busyId() === id ? "Adding…" : "Add"}
														disabled={text().trim() === ""}
														onPress={() => void add(incident())}
													/>
												)}
											</Show>
										)}
									</For>
								</Rows>
							</Show>
						</Section>
					)}
				</Loaded>
			</Show>
		</Screen>
	);
}
