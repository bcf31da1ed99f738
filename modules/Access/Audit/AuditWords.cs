namespace WorkWell.Access;

/// <summary>The actions for which the page has words of its own: <c>staff.audit-</c> and the action, with a hyphen for the point.</summary>
internal static class AuditWords
{
    public static IReadOnlySet<string> Known { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "access.signed-out-elsewhere",
        "access.opened", "access.listed", "access.signed-in", "access.audit-searched", "access.key-made", "access.key-revoked", "access.role-given",
        "access.role-confirmed", "access.role-ended", "access.staff-invited", "access.staff-activated", "access.staff-active",
        "access.staff-suspended",
        "access.staff-left", "communications.messages-read", "communications.message-seen", "communications.message-retried",
        "communications.message-dropped", "communications.message-confirmed", "communications.message-sent-again", "follow-ups.task-read",
        "follow-ups.task-taken", "follow-ups.task-handed-over", "follow-ups.task-closed", "follow-ups.task-reopened", "follow-ups.retried",
        "follow-ups.dropped", "areas.published", "partners.service-paused", "partners.service-resumed",
        "referrals.searched", "referrals.found", "referrals.received",
        "referrals.read", "referrals.offered",
        "referrals.offer-read", "referrals.offer-question", "referrals.offer-links-ended", "referrals.accepted", "referrals.declined",
        "referrals.ended",
        "referrals.duplicates-read", "referrals.duplicate-settled", "referrals.referrer-looked-at", "referrals.contact-corrected",
        "referrals.contact-changed-by-person", "referrals.opened-by-person", "referrals.code-sent", "referrals.code-refused",
        "referrals.code-sent-to-new-address", "trials.allocated", "trials.consent-recorded",
        "access.provider-bound", "access.provider-released", "casework.read", "casework.taken", "casework.allocated", "casework.given-back",
        "casework.handed-over", "casework.paused", "casework.resumed", "casework.closed", "casework.reopened", "casework.contact-logged",
        "casework.coach-left", "casework.appointment-booked", "casework.appointment-settled",
        "casework.goal-saved", "casework.plan-step-saved", "casework.adjustment-saved", "casework.plan-review-saved",
        "casework.extension-asked", "casework.extension-approved", "casework.extension-refused",
        "casework.assessment-saved", "casework.measure-saved", "casework.safety-raised", "casework.safety-closed",
        "referrals.record-opened", "referrals.record-closed", "referrals.opening-reviewed",
    };
}
