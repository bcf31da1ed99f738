namespace WorkWell.Referrals;

/// <summary>What to do now, for a person who has just said that they are not safe. They can still continue.</summary>
internal sealed class GetHelpNowModel : ReferPage
{
    protected override string Key => "get-help-now";

    protected override void Show(DraftAnswers answers)
    {
    }

    protected override Func<DraftAnswers, DraftAnswers>? Read() => answers => answers;
}
