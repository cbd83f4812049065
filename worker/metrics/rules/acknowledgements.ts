import { ACK_CHANNELS, type AckChannel, type BriefFacts } from "./facts.ts";
import type { LeftOut } from "./left-out.ts";
import { type Spread, spreadOf } from "./spread.ts";

export interface Acknowledgements {
	/** How many acknowledgements the channels have together. */
	count: number;
	/** The most used first, with how long an incident took from its trigger; a channel that nobody used is not there. */
	channels: ({ channel: AckChannel } & Spread)[];
	leftOut: LeftOut;
}

/** By what way first acknowledgements came, and how fast each way was. */
export function acknowledgementsOf(incidents: readonly BriefFacts[], none: LeftOut): Acknowledgements {
	const acknowledged = incidents.filter(({ acknowledgedAt }) => acknowledgedAt !== null);
	const channels = ACK_CHANNELS.flatMap((channel) => {
		const valuesMs = acknowledged.flatMap((one) => (one.acknowledgedVia === channel ? [timeOf(one)] : []));
		return valuesMs.length === 0 ? [] : [{ channel, ...spreadOf(valuesMs) }];
	});
	const count = channels.reduce((sum, one) => sum + one.count, 0);
	const neverAcknowledged = incidents.length - acknowledged.length;
	return {
		count,
		channels: channels.sort((a, b) => b.count - a.count),
		leftOut: { ...none, neverAcknowledged, unknownChannel: acknowledged.length - count },
	};
}

const timeOf = ({ acknowledgedAt, triggeredAt }: BriefFacts): number =>
	Math.max(0, (acknowledgedAt ?? triggeredAt) - triggeredAt);
