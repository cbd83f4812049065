import type { ChannelTraits } from "../../rules/channel-traits.ts";

export const webhookTraits: ChannelTraits = {
	arrival: "answer",
	carriesToken: true,
	carriesNotices: true,
	needsVerification: false,
};
