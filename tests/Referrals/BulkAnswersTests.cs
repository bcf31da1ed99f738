using System.Text.Json.Nodes;

namespace WorkWell.Referrals.Tests;

/// <summary>The column for answers to questions that only one area asks, whether its code or its settings ask them.</summary>
public sealed class BulkAnswersTests
{
    private static readonly BulkColumn Column = BulkColumn.All.Single(column => column.Heading == "answers");

    [Fact]
    public void Each_answer_goes_to_its_question()
    {
        var referral = new JsonObject();

        Assert.Null(Column.Put("has-car=yes; groups=carer,young-person;", referral));

        Assert.Equal("""{"answers":{"has-car":"yes","groups":"carer,young-person"}}""", referral.ToJsonString());
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("has-car=")]
    [InlineData("=yes")]
    [InlineData("Has car=yes")]
    [InlineData("has-car=yes; has-car=no")]
    public void What_is_no_list_of_answers_is_said_and_changes_nothing(string cell)
    {
        var referral = new JsonObject();

        Assert.Equal("bulk.cell-answers", Column.Put(cell, referral)!.Key);

        Assert.Empty(referral);
    }
}
