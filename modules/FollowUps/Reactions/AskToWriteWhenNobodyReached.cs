using System.Globalization;
using WorkWell.Casework.Contracts;
using WorkWell.Platform;

namespace WorkWell.FollowUps;

/// <summary>After the area's number of attempts a person is written to, by somebody who knows whether a letter is safe. Once reached, nobody has to.</summary>
internal sealed class AskToWriteWhenNobodyReached(DueTime due) : IReaction<FirstContactFailed>, IReaction<FirstContactMade>
{
    private const string Code = "nobody-reached";

    public Task ReactAsync(FirstContactFailed happened, Change change, CancellationToken cancellationToken)
    {
        var says = $"Nobody has reached this person in {happened.Attempts.ToString(CultureInfo.InvariantCulture)} attempts. "
            + "Write to them, if a letter is safe, or ask whoever referred them. Then decide whether to go on trying.";
        TaskRows.Open(change, [new(happened.Area, $"{Code}/{happened.ReferralId:D}", happened.ReferralId, Code, says, null)], due);
        return Task.CompletedTask;
    }

    public Task ReactAsync(FirstContactMade happened, Change change, CancellationToken cancellationToken)
    {
        TaskRows.CloseOfCode(change, happened.Area, happened.ReferralId, Code, due);
        return Task.CompletedTask;
    }
}
