import { createSignal, createUniqueId, For, onMount } from "solid-js";
import { SeverityPill } from "../../../../parts/badge.tsx";
import { Loaded, Skeleton } from "../../../../parts/states.tsx";
import { api } from "../../../../state/api.ts";
import { openFirst } from "../../../../state/firing.ts";
import { cached } from "../../../../state/resource.ts";
import type { Incident, List } from "../../../../state/wire.ts";
import { numberWords, titleWords } from "../../../../state/words.ts";
import { SheetForm } from "../sheet-form.tsx";
import type { ActProps } from "../sheet-props.ts";

/** The open incidents of the same service: only those can be one with this. */
function others(incident: Incident) {
	const path = `/incidents?serviceId=${incident.service.id}&limit=50` as const;
	const list = cached<List<Incident>>(path, () => api("GET", path));
	onMount(() => void list.read());
	const isOther = (one: Incident) =>
		one.state !== "resolved" && one.id !== incident.id && one.drill === incident.drill && !one.soakUntil;
	return { list, items: () => openFirst((list.value?.items ?? []).filter(isOther)) };
}

/** Chooses the incident that goes on, and says what becomes of both before it is done. */
export function MergeSheet(props: ActProps) {
	const { list, items } = others(props.incident);
	const group = createUniqueId();
	const [intoId, setIntoId] = createSignal<string>();
	const into = () => items().find((one) => one.id === intoId());
	const effect = () => {
		const it = into();
		if (!it) return "Choose the incident that goes on.";
		const goesOn = it.state === "acknowledged" ? "is acknowledged already" : "keeps paging";
		return `${numberWords(props.incident)} ends and stops paging. Its alerts go to ${numberWords(it)}, which ${goesOn}. You can split it again.`;
	};
	return (
		<SheetForm
			title={`Merge ${numberWords(props.incident)}`}
			verb="merge"
			act={into() ? `Merge into ${numberWords(into() as Incident)}` : "Merge"}
			commands={props.commands}
			onClose={props.onClose}
			body={() => (into() ? { intoIncidentId: intoId() } : null)}
		>
			<Loaded of={list} what="open incidents" bones={<Skeleton rows={3} />}>
				{() => (
					<fieldset class="stack">
						<legend class="unseen">Merge into</legend>
						<ul class="rows picked">
							<For
								each={items()}
								fallback={
									<li class="row sub">
										No other open incident of {props.incident.service.name}. Only incidents of one service can
										be merged.
									</li>
								}
							>
								{(one) => (
									<li>
										<label class="row">
											<input
												class="pick"
												type="radio"
												name={group}
												checked={one.id === intoId()}
												onChange={() => setIntoId(one.id)}
											/>
											<SeverityPill of={one.severity} />
											<span class="row-text">
												<span class="row-title">{titleWords(one)}</span>
												<span class="dim">{numberWords(one)}</span>
											</span>
										</label>
									</li>
								)}
							</For>
						</ul>
					</fieldset>
				)}
			</Loaded>
			<p class="sub" aria-live="polite">
				{effect()}
			</p>
		</SheetForm>
	);
}
