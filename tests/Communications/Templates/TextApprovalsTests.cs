using WorkWell.Communications.Contracts;
using WorkWell.Communications.Templates;

namespace WorkWell.Communications.Tests.Templates;

public sealed class TextApprovalsTests : IDisposable
{
    private static readonly DateOnly Today = new(2026, 3, 9);

    private readonly TextFolder folder = new();
    private readonly TextApprovals approvals;

    public TextApprovalsTests()
    {
        approvals = new TextApprovals(folder.Library);
        folder.Write("national", "en", "coach-check-in.sms.scriban", "Hello {{ reference }}\n");
        folder.Write("national", "gu", "coach-check-in.sms.scriban", "નમસ્તે {{ reference }}\n");
        folder.Write("national", "gu", "reasons.json", """{ "reasons": { "lives-in-area": "અહીં." } }""");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_new_text_is_recorded_as_a_draft_once()
    {
        Assert.Equal(2, approvals.Draft("national", "gu", [], Today));
        Assert.Equal(0, approvals.Draft("national", "gu", [], Today.AddDays(1)));

        Assert.All(Gujarati(), text => Assert.Equal((TextState.Drafted, Today), (text.State, text.On)));
    }

    [Fact]
    public void An_approval_names_a_person_and_a_day_and_leaves_the_others_drafts()
    {
        approvals.Draft("national", "gu", [], Today);

        Assert.Null(approvals.Approve("national", "gu", ["coach-check-in.sms"], " Demo Approver ", Today.AddDays(2)));

        var approved = Gujarati().Single(text => text.Text == "coach-check-in.sms");
        Assert.Equal((TextState.Approved, "Demo Approver", Today.AddDays(2)), (approved.State, approved.By, approved.On));
        Assert.Equal(TextState.Drafted, Gujarati().Single(text => text.Text == "reasons").State);
    }

    [Theory]
    [InlineData("", "coach-check-in.sms")]
    [InlineData("Somebody", "coach-check-in.sms")]
    [InlineData("Demo Approver", "no-such-text.sms")]
    public void Nobody_and_nothing_cannot_be_recorded(string by, string text)
    {
        Assert.NotNull(approvals.Approve("national", "gu", [text], by, Today));
        Assert.NotNull(approvals.Approve("national", "gu", [], "Demo Approver", Today));
        Assert.NotNull(approvals.Approve("national", "pl", ["coach-check-in.sms"], "Demo Approver", Today));
        Assert.All(Gujarati(), standing => Assert.Equal(TextState.NotRecorded, standing.State));
    }

    [Fact]
    public void A_translation_is_behind_once_its_english_changes_until_it_is_drafted_again()
    {
        approvals.Draft("national", "gu", [], Today);
        folder.Write("national", "en", "coach-check-in.sms.scriban", "Hello again {{ reference }}\n");

        Assert.True(Gujarati().Single(text => text.Text == "coach-check-in.sms").IsBehindEnglish);

        approvals.Draft("national", "gu", ["coach-check-in.sms"], Today);

        Assert.False(Gujarati().Single(text => text.Text == "coach-check-in.sms").IsBehindEnglish);
    }

    private IEnumerable<ApprovalStatus> Gujarati() => approvals.All().Where(text => text.Language == "gu");
}
