using Microsoft.AspNetCore.Http;
using WorkWell.Platform;

namespace WorkWell.Trials;

/// <summary>The refusals of this module.</summary>
internal static class TrialProblems
{
    public static readonly Problem NotFound = new(
        "trials.no-such-referral", StatusCodes.Status404NotFound, "There is no referral of that reference in your areas.");
    public static readonly Problem NoTrial = new("trials.no-trial", StatusCodes.Status409Conflict, "The area of this referral runs no trial.");
    public static readonly Problem NotInvited = new(
        "trials.not-invited", StatusCodes.Status409Conflict,
        "This person has not been offered the trial: only an eligible referral that waits for it can be allocated.");
    public static readonly Problem SaidNo = new(
        "trials.said-no", StatusCodes.Status409Conflict,
        "This person has said no to the trial, so they are not allocated. If they have changed their mind, record their consent to the trial first.");
    public static readonly Problem NotAsked = new(
        "trials.not-asked", StatusCodes.Status409Conflict,
        "Nobody has asked this person about the trial yet, so they are not allocated. Ask them, and record their answer as their consent to the trial first.");
    public static readonly Problem NotAnAnswer = new(
        "trials.not-json", StatusCodes.Status400BadRequest, "Send a JSON object with isGiven, true or false, and how: spoken or form.");
    public static readonly Problem Ended = new(
        "trials.referral-ended", StatusCodes.Status409Conflict, "This referral has ended, so nobody can be allocated by it.");
    public static readonly Problem NotJson = new(
        "trials.not-json", StatusCodes.Status400BadRequest, "Send a JSON object with consentedOn and baselineOn, each a day such as 2026-09-14.");

    public static readonly Problem Meanwhile = new(
        "trials.already-allocated", StatusCodes.Status409Conflict, "This person has been allocated under another referral. One person has one arm.");

    public static Problem AlreadyAllocated(string reference) =>
        new("trials.already-allocated", StatusCodes.Status409Conflict, $"This person has been allocated under {reference}. One person has one arm.")
        {
            Facts = new Dictionary<string, object?> { ["reference"] = reference },
        };

    public static Problem LikelyDuplicate(IReadOnlyList<string> references) =>
        new("trials.likely-duplicate", StatusCodes.Status409Conflict,
            $"This person may be the same as the one of {string.Join(
            ", ", references)}. Look at the likely duplicates and settle whether they are the same person first.")
        {
            Facts = new Dictionary<string, object?> { ["likelyDuplicates"] = references },
        };

    public static Problem Fields(Dictionary<string, string[]> wrong) =>
        new("trials.fields", StatusCodes.Status422UnprocessableEntity,
        "Nobody is allocated before consent and baseline data. Look at the fields below.") { Fields = wrong };
}
