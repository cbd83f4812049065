import type { ChannelTraits } from "../../rules/channel-traits.ts";

export const pushTraits: ChannelTraits = {
	arrival: "receipt",
	carriesToken: true,
	carriesNotices: true,
	needsVerification: false,
};
