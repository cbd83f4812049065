/** Where a picture is taken whose place has more than one address, by the picture's name. */
export const ADDRESSES: Record<string, string> = {
	incident: "/incidents/inc_01JCHECKOUT",
	"incident-taken": "/incidents/inc_01JTAKEN",
	"incident-watched": "/incidents/inc_01JWATCHED",
	"incident-noise": "/incidents/inc_01JNOISE",
	service: "/services/svc_01JCHECKOUT",
	monitor: "/monitors/mon_01JCHECKOUTPAY",
	review: "/reviews/inc_01JREVIEW",
	"review-section": "/reviews/inc_01JREVIEW?section=summary",
	setup: "/setup#t=secret",
	"setup-monitor": "/setup/monitor",
	"setup-phone": "/setup/phone",
	"setup-push": "/setup/push",
	"setup-test": "/setup/test",
	"setup-done": "/setup/done",
	pair: "/pair#c=7K3M-9QXR",
	invite: "/invite#t=secret",
};
