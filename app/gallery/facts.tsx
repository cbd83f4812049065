import { For } from "solid-js";
import { Avatar } from "../parts/avatar.tsx";
import { Badge, SeverityPill } from "../parts/badge.tsx";
import { DeliveryProgress } from "../parts/delivery-progress.tsx";
import { Icon } from "../parts/icon.tsx";
import { Progress } from "../parts/progress.tsx";
import { Row, Rows } from "../parts/row.tsx";
import { Shape } from "../parts/shape.tsx";
import { Timeline } from "../parts/timeline.tsx";
import { Ago, Countdown, Lasting } from "../parts/timer.tsx";
import type { PageDelivery } from "../state/page-delivery.ts";
import { timelineLines } from "../state/timeline-text.ts";
import { ANA, BO } from "./cast.ts";
import { timeline } from "./incidents.ts";

const START = Date.now();
const nameOf = (target: { id: string }) => (target.id === BO.id ? "Bo" : "you");

export function Times() {
	return (
		<div class="card">
			<span class="sub">
				<Countdown words="Pages Bo in" until={START + 221_000} />
			</span>
			<span class="sub">
				<Countdown words="Pages Bo in" until={START} after="Paging Bo now" />
			</span>
			<span class="sub">
				Checkout · <Lasting since={START - 252_000} />
			</span>
			<span class="dim">
				Last checked <Ago at={START - 24_000} />
			</span>
			<Progress label="Public update due" value={58} words="6:20" />
			<Progress label="Checking from 3 regions" />
		</div>
	);
}

export function People() {
	return (
		<div class="card">
			<div class="line">
				<Avatar name={ANA.name} me />
				<div class="grow">
					<div class="strong">You, until Monday 09:00</div>
					<div class="dim">Shop, primary · 2 d 5 h left</div>
				</div>
			</div>
			<div class="line">
				<Avatar name={BO.name} />
				<div class="grow">
					Bo Larsen
					<div class="dim">Shop, backup</div>
				</div>
			</div>
			<div class="line">
				<Avatar name={null} />
				<div class="grow">
					No one, until 17:00
					<div class="dim">Search, primary</div>
				</div>
			</div>
		</div>
	);
}

export function Deliveries() {
	const page = (name: string, rest: Partial<PageDelivery>): PageDelivery => ({
		...{ pageId: name, userId: ANA.id, userName: ANA.name, methodName: name },
		...{
			level: 1,
			isReminder: false,
			sent: 1,
			reached: { queued: START },
			problem: null,
			reason: null,
			cancelled: null,
		},
		...rest,
	});
	const accepted = { queued: START - 9_000, accepted: START - 8_000 };
	const received = { ...accepted, received: START - 7_000 };
	return (
		<div class="card">
			<For
				each={[
					page("Ana’s Pixel", {
						reached: { ...received, opened: START - 4_000, acknowledged: START - 2_000 },
					}),
					page("Bedside iPhone", { reached: received }),
					page("iPad", { reached: accepted, problem: "unconfirmed" }),
					page("Work laptop", { problem: "failed", reason: "gone" }),
					page("Webhook", {}),
				]}
			>
				{(page) => <DeliveryProgress page={page} />}
			</For>
		</div>
	);
}

export function Timelines() {
	return (
		<div class="card">
			<Timeline lines={timelineLines(timeline(START), { meId: ANA.id, nameOf }).reverse()} />
		</div>
	);
}

export function Lists() {
	return (
		<div class="stack">
			<Rows label="Incidents">
				<Row
					lead={<SeverityPill of="P1" />}
					title="Checkout is down in 3 of 3 regions"
					sub="#142 · no one has acknowledged · 1 min 19 s"
					href="/gallery"
					current
				/>
				<Row
					lead={<SeverityPill of="P2" />}
					title="Search answers in 4.2 s, half of it times out"
					sub="#141 · Bo Larsen · 34 min"
					href="/gallery"
				/>
				<Row
					lead={<SeverityPill of="P3" over />}
					title="Certificate ends in 6 days"
					sub="#139 · resolved"
					href="/gallery"
				/>
			</Rows>
			<Rows label="Monitors">
				<Row lead={<Shape of="down" />} title="Checkout, pay" sub="HTTP 503 · 24 s ago" trail="Down" />
				<Row lead={<Shape of="well" />} title="Storefront" sub="212 ms · 24 s ago" trail="99.98%" />
				<Row
					lead={<Shape of="paused" />}
					title="Old search"
					sub="Paused"
					trail={<Badge filled>Paused</Badge>}
				/>
			</Rows>
			<Rows label="Acts">
				<Row
					lead={
						<span class="icon-lead">
							<Icon name="phone" />
						</span>
					}
					title="Set up your phone"
					sub="Scan a code, two minutes"
					onPress={() => {}}
				/>
			</Rows>
		</div>
	);
}
