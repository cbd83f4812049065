import type { ChannelTraits } from "../traits.ts";

export const pushTraits: ChannelTraits = {
	arrival: "receipt",
	carriesToken: true,
	needsVerification: false,
};
