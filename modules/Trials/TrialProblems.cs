using Microsoft.AspNetCore.Http;
using WorkWell.Platform;

namespace WorkWell.Trials;

/// <summary>The refusals of this module.</summary>
internal static class TrialProblems
{
    public static readonly Problem NotFound = new("trials.no-such-referral", StatusCodes.Status404NotFound, "There is no referral of that reference in your areas.");
    public static readonly Problem NoTrial = new("trials.no-trial", StatusCodes.Status409Conflict, "The area of this referral runs no trial.");
    public static readonly Problem NotInvited = new("trials.not-invited", StatusCodes.Status409Conflict, "This person has not been offered the trial: only an eligible referral that waits for it can be allocated.");
    public static readonly Problem SaidNo = new("trials.said-no", StatusCodes.Status409Conflict, "This person has said no to the trial, so they are not allocated. If they have changed their mind, record their consent to the trial first.");
    public static readonly Problem NotAsked = new("trials.not-asked", StatusCodes.Status409Conflict, "Nobody has asked this person about the trial yet, so they are not allocated. Ask them, and record their answer as their consent to the trial first.");
    public static readonly Problem NotAnAnswer = new("trials.not-json", StatusCodes.Status400BadRequest, "Send a JSON object with isGiven, true or false, and how: spoken or form.");
    public static readonly Problem Ended = new("trials.referral-ended", StatusCodes.Status409Conflict, "This referral has ended, so nobody can be allocated by it.");
    public static readonly Problem NotJson = new("trials.not-json", StatusCodes.Status400BadRequest, "Send a JSON object with consentedOn and baselineOn, each a day such as 2026-09-14.");

    public static Problem Fields(Dictionary<string, string[]> wrong) =>
        new("trials.fields", StatusCodes.Status422UnprocessableEntity, "Nobody is allocated before consent and baseline data. Look at the fields below.") { Fields = wrong };
}
