namespace WorkWell.Areas.Sdk.Tests;

public sealed class ExtraQuestionTests
{
    [Theory]
    [InlineData(QuestionKind.YesNo, "yes", true)]
    [InlineData(QuestionKind.YesNo, "Yes", false)]
    [InlineData(QuestionKind.One, "a", true)]
    [InlineData(QuestionKind.One, "a,b", false)]
    [InlineData(QuestionKind.One, "c", false)]
    [InlineData(QuestionKind.Several, "a,b", true)]
    [InlineData(QuestionKind.Several, "a,c", false)]
    [InlineData(QuestionKind.Number, "12", true)]
    [InlineData(QuestionKind.Number, "-1", false)]
    [InlineData(QuestionKind.Number, "twelve", false)]
    [InlineData(QuestionKind.Words, "anything at all", true)]
    public void A_question_takes_only_its_own_answers(QuestionKind kind, string answer, bool expected)
    {
        var question = new ExtraQuestion("a-question", kind) { Options = ["a", "b"] };
        Assert.Equal(expected, question.Accepts(answer));
        if (!expected) Assert.Throws<ArgumentException>(() => question.AddTo(Settings.Facts, answer));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_question_that_was_left_changes_nothing(string? answer) =>
        Assert.Same(Settings.Facts, new ExtraQuestion("wants", QuestionKind.YesNo) { Fills = Fact.WantsPaidWork }.AddTo(Settings.Facts, answer));

    [Fact]
    public void An_answer_fills_the_national_fact_that_the_question_is_about()
    {
        Assert.False(YesNo(Fact.WantsPaidWork, "no").WantsPaidWork);
        Assert.True(YesNo(Fact.RightToWork, "yes").RightToWork);
        Assert.True(YesNo(Fact.RegisteredWithGp, "yes").RegisteredWithGp);
        Assert.True(YesNo(Fact.EmployerHasOccupationalHealth, "yes").EmployerHasOccupationalHealth);
        Assert.Equal("a", new ExtraQuestion("looking", QuestionKind.One) { Options = ["a"], Fills = Fact.LookingFor }.AddTo(Settings.Facts, "a").LookingFor);

        static ReferralFacts YesNo(Fact fact, string answer) =>
            new ExtraQuestion("question", QuestionKind.YesNo) { Fills = fact }.AddTo(Settings.Facts, answer);
    }

    [Fact]
    public void Groups_that_are_not_chosen_stay_unknown_and_those_known_before_stay_known()
    {
        var known = Settings.Facts with { Groups = new Dictionary<string, bool> { ["carer"] = false } };
        var facts = new ExtraQuestion("groups", QuestionKind.Several) { Options = ["carer", "veteran", "student"], Fills = Fact.Groups }.AddTo(
            known, "carer,veteran");
        Assert.Equal(["carer True", "veteran True"], facts.Groups.Select(group => $"{group.Key} {group.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Any_other_answer_is_kept_under_the_questions_code()
    {
        var facts = new ExtraQuestion("place", QuestionKind.Words)
            .AddTo(Settings.Facts with { Answers = new Dictionary<string, string> { ["place"] = "before", ["other"] = "kept" } }, "after");
        Assert.Equal(("after", "kept"), (facts.Answers["place"], facts.Answers["other"]));
    }
}
