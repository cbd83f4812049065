import { createSignal, For, Match, onCleanup, Show, Switch } from "solid-js";
import { SeverityPill } from "../../../parts/badge.tsx";
import { Empty, Notice, Skeleton } from "../../../parts/states.tsx";
import { Countdown, Lasting } from "../../../parts/timer.tsx";
import { Unread } from "../../../parts/unread.tsx";
import { Screen, Section } from "../../../shell/screen.tsx";
import { api, type Failure } from "../../../state/api.ts";
import { now } from "../../../state/clock.ts";
import { ago, whenWords, wholeInstant } from "../../../state/words.ts";
import type { StakeholderView } from "./wire.ts";

/** News is looked for this often, while the page is in sight. */
const EVERY_MS = 30_000;

/** `/stakeholder#t=…`: how an incident stands, to somebody without an account. The token stays behind the `#`. */
export default function StakeholderScreen() {
	const token = new URLSearchParams(location.hash.slice(1)).get("t") ?? "";
	const [known, setKnown] = createSignal<StakeholderView>();
	const [failure, setFailure] = createSignal<Failure>();
	const read = async () => {
		const headers = { authorization: `Bearer ${token}` };
		const answer = await api<StakeholderView>("GET", "/stakeholder-view", undefined, { headers });
		setFailure(answer.ok ? undefined : answer);
		if (answer.ok) setKnown(answer.value);
	};
	void read();
	const timer = setInterval(() => document.hidden || void read(), EVERY_MS);
	onCleanup(() => clearInterval(timer));
	const isOver = () => {
		const why = failure();
		return why && !why.offline && why.problem.status === 401;
	};
	return (
		<Screen title={known() ? `Incident #${known()?.number}` : "Incident"}>
			<Switch fallback={<Skeleton rows={6} label="Loading the incident" />}>
				<Match when={isOver()}>
					<Empty title="This link doesn’t work">
						It expired, or someone revoked it. Ask whoever sent it for a new one.
					</Empty>
				</Match>
				<Match when={known()}>
					{(it) => (
						<>
							<Show when={failure()}>
								<Notice plain>No connection. This is how it stood {ago(it().readAt, now())}.</Notice>
							</Show>
							<Situation of={it()} />
							<Updates of={it()} />
							<p class="dim">
								Read only, and kept up to date. This link works until{" "}
								<time title={wholeInstant(it().expiresAt)}>{whenWords(it().expiresAt, now())}</time>.
							</p>
						</>
					)}
				</Match>
				<Match when={failure()}>
					{(why) => <Unread what="the incident" failure={why()} onRetry={() => void read()} />}
				</Match>
			</Switch>
		</Screen>
	);
}

const STATUS: Record<StakeholderView["status"], string> = {
	triage: "Investigating",
	investigating: "Investigating",
	identified: "Identified",
	monitoring: "Monitoring",
	resolved: "Resolved",
};

function Situation(props: { of: StakeholderView }) {
	const it = () => props.of;
	const isOver = () => it().state === "resolved";
	return (
		<section class="stack" aria-label="How it stands">
			<div class="line">
				<SeverityPill of={it().severity} over={isOver()} />
				<span class="sub grow">{STATUS[it().status]}</span>
				<span class="sub">
					<Lasting since={it().triggeredAt} until={it().resolvedAt} />
				</span>
			</div>
			<h2 class="big">{it().title}</h2>
			<p class="sub">
				{it().serviceName}, since {whenWords(it().triggeredAt, now())}.{" "}
				{it().leadName ? `${it().leadName} leads.` : "No one leads yet."}
			</p>
			<Show when={!isOver() && it().nextUpdateDueAt}>
				{(dueAt) => (
					<p class="said">
						<Countdown words="Next update in" until={dueAt()} after="Update overdue" />
					</p>
				)}
			</Show>
			<Show when={!isOver() && it().estimatedResolutionAt}>
				{(at) => <p class="said">Expected to be resolved by {whenWords(at(), now())}</p>}
			</Show>
		</section>
	);
}

function Updates(props: { of: StakeholderView }) {
	return (
		<Section title="Updates">
			<Show
				when={props.of.updates.length > 0}
				fallback={<p class="sub">No updates yet. What the team posts is shown here.</p>}
			>
				<ol class="stack">
					<For each={props.of.updates}>
						{(one) => (
							<li class="card">
								<p class="dim">
									<time title={wholeInstant(one.at)}>{whenWords(one.at, now())}</time> ·{" "}
									{one.audience === "public" ? "To everyone" : "To stakeholders"} · {STATUS[one.status]}
								</p>
								<p>{one.message}</p>
							</li>
						)}
					</For>
				</ol>
			</Show>
		</Section>
	);
}
