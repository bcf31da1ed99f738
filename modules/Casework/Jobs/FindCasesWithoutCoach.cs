using WorkWell.Access.Contracts;
using WorkWell.Platform;

namespace WorkWell.Casework;

/// <summary>Puts the cases of a coach who works here no more back into the queue, so that a coach who left leaves nobody behind.</summary>
internal sealed class FindCasesWithoutCoach(CaseStore cases, IStaffNames names) : IRecurringJob
{
    public const string Key = "casework.find-cases-without-coach";

    private static readonly Actor Finder = Actor.Job(Key);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var area in await cases.AreasAsync(Finder, cancellationToken))
        {
            var coaches = (await names.WithAsync(Finder, area, Permission.DoCasework, cancellationToken)).Select(one => one.ActorName).ToArray();
            foreach (var left in await cases.OfNobodyAsync(Finder, area, coaches, cancellationToken))
            {
                // A case that somebody takes in this moment has another version, and stays theirs.
                if (left.GiveBack() is { } back) await cases.SaveAsync(Finder, back, new(CaseStep.Kind.CoachLeft), cancellationToken);
            }
        }
    }
}
