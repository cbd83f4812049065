import { Show } from "solid-js";
import { LinkButton } from "../../../parts/button.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Shape } from "../../../parts/shape.tsx";
import { Skeleton } from "../../../parts/states.tsx";
import { Screen } from "../../../shell/screen.tsx";
import { policiesResource, schedulesResource, servicesResource } from "../../../state/lists.ts";
import { nowResource, teamsResource } from "../../../state/name-book.ts";
import { mayAs, me } from "../../../state/session.ts";
import { ChecklistRows, isReady } from "./checklist.tsx";
import { notPagedWords, pagedWhenWords, servicesThatPage } from "./who-pages-me.ts";
import "./first-run.css";

/** The end of the way: what is done, and what was skipped. */
export function DoneStep() {
	const ready = () => isReady(me().value);
	return (
		<Screen
			title={ready() ? "Your device rings" : "Almost there"}
			dock={
				<LinkButton kind="primary" wide href="/">
					Go to Now
				</LinkButton>
			}
		>
			<Show
				when={ready()}
				fallback={
					<p class="sub">
						What was skipped waits on Now and in Settings. Until then, pages may not reach you.
					</p>
				}
			>
				<div class="arrived">
					<Shape of="well" />
					<p class="big">Test page received</p>
					<WhoPagesMe />
				</div>
			</Show>
			<ChecklistRows />
			<Show when={ready() && mayAs("admin")}>
				<Rows label="Next">
					<Row title="Services" sub="Whom each of them pages" href="/services" />
					<Row title="Invite your team" sub="Share on-call with others" href="/people" />
				</Rows>
			</Show>
		</Screen>
	);
}

/** A device that rings is half of it: the other half is a policy that names its owner. */
function WhoPagesMe() {
	const [services, policies, schedules] = [servicesResource(), policiesResource(), schedulesResource()];
	const [now, teams] = [nowResource(), teamsResource()];
	void Promise.all([now.reload(), teams.reload()]);
	const all = [services, policies, schedules, now, teams];
	const isRead = () => all.every((one) => one.value !== undefined);
	const isFailed = () => all.some((one) => one.state === "failing" || one.state === "offline");
	const names = () =>
		servicesThatPage(me().value?.user.id ?? "", {
			services: services.value?.items ?? [],
			policies: policies.value?.items ?? [],
			schedules: schedules.value?.items ?? [],
			onCall: now.value?.onCall ?? [],
			teams: teams.value?.items ?? [],
		});
	return (
		<Show
			when={isRead()}
			fallback={
				<Show when={isFailed()} fallback={<Skeleton rows={1} label="Reading which services page you" />}>
					<p class="sub">Which services page you couldn’t be read.</p>
				</Show>
			}
		>
			<p class="sub">{names().length > 0 ? pagedWhenWords(names()) : notPagedWords(mayAs("admin"))}</p>
		</Show>
	);
}
