import { createSignal, Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { later } from "../../parts/later.tsx";
import { Ago } from "../../parts/timer.tsx";
import { fetched } from "../../shell/newer-app.ts";
import { Section } from "../../shell/screen.tsx";
import { mayChangeOf } from "../../state/may.ts";
import type { Resource } from "../../state/resource.ts";
import type { Monitor } from "../../state/wire.ts";
import { span } from "../../state/words.ts";
import { termsWords } from "./heartbeat-words.ts";

const NewKeySheet = later(() =>
	fetched(async () => ({ default: (await import("./heartbeat-key.tsx")).NewKeySheet })),
);

/** When its job last reported, when it is expected next, and how long it takes. */
export function BeatsPart(props: { of: Resource<Monitor>; value: Monitor }) {
	const beats = () => props.value.heartbeat;
	const [renewing, setRenewing] = createSignal(false);
	return (
		<Section title="Heartbeat" trail={<span>{props.value.paused ? "paused" : ""}</span>}>
			<div class="card">
				<p>{termsWords(props.value)}</p>
			</div>
			<dl class="facts">
				<div>
					<dt>Last beat</dt>
					<dd>
						<Show when={beats()?.lastBeatAt} fallback="None yet">
							{(at) => <Ago at={at()} />}
						</Show>
					</dd>
				</div>
				<div>
					<dt>Last run took</dt>
					<dd class="figure">{tookOf(beats()?.lastDurationMs)}</dd>
				</div>
				<Show when={beats()?.runningSince}>
					{(at) => (
						<div>
							<dt>Run started</dt>
							<dd>
								<Ago at={at()} />
							</dd>
						</div>
					)}
				</Show>
			</dl>
			<Show when={props.value.url}>{(url) => <code class="secret">{url()}</code>}</Show>
			<Show when={mayChangeOf(props.value.serviceId)}>
				<Button wide onClick={() => setRenewing(true)}>
					New key…
				</Button>
			</Show>
			<Show when={renewing()}>
				<NewKeySheet of={props.of} value={props.value} onClose={() => setRenewing(false)} />
			</Show>
		</Section>
	);
}

const tookOf = (took: number | null | undefined): string =>
	took === null || took === undefined ? "–" : span(took);
