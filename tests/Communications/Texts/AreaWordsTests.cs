using Microsoft.Extensions.DependencyInjection;
using WorkWell.Areas.Contracts;
using WorkWell.Communications.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Communications.Tests.Texts;

/// <summary>Texts for pages, from the real host with the shipped areas.</summary>
public sealed class AreaWordsTests
{
    [Fact]
    public async Task Every_shipped_area_serves_with_its_words_and_drafts_wait_unless_they_are_let_through()
    {
        await using (var host = await RunningHost.StartAsync())
        {
            Assert.All(host.Services.GetRequiredService<IAreaCatalogue>().Statuses,
                area => Assert.True(area.State == AreaState.Ready, $"{area.Code}: {area.Reason}"));
            var words = host.Services.GetRequiredService<IWords>();
            Assert.Equal(new Phrase("This service is for people in East Birmingham and North Solihull.", "en", false),
                words.Reason("bsol", "gu", new("in-footprint")));
            Assert.Equal(new Phrase("This service is for people aged 18 or over.", "en", false),
                words.Reason("dudley", "pl", new("minimum-age", Given.Limit(18))));
            Assert.Null(words.Reason("bsol", "en", new("no-such-reason")));
            Assert.Equal("Do you want paid work?", words.Question("dudley", "ar", "wants-paid-work")!.Ask);
            Assert.Null(words.Question("dudley", "en", "no-such-question"));
        }

        await using var demonstration = await RunningHost.StartAsync(
            new Dictionary<string, string?> { ["Communications:RequireApproval"] = "false", ["Communications:Areas:llr:RequireApproval"] = "true" });
        var drafts = demonstration.Services.GetRequiredService<IWords>();
        Assert.Equal(("ar", true),
            (drafts.Question("dudley", "ar", "wants-paid-work")!.Language, drafts.Question("dudley", "ar", "wants-paid-work")!.IsRightToLeft));
        Assert.Equal("gu", drafts.Reason("bsol", "gu", new("in-footprint"))!.Language);
        Assert.Equal("en", drafts.Reason("llr", "gu", new("lives-in-area"))!.Language);
        Assert.Equal("هذه الدراسة", drafts.Reason("dudley", "ar", new("out-of-work"))!.Text[..11]);
        Assert.Equal("આ સેવા 4 અઠવાડિયાં કે તેથી વધુ સમયથી કામ વગરના લોકો માટે છે.",
            drafts.Reason("dudley", "gu", new("minimum-weeks-out-of-work", Given.Limit(4)))!.Text);
    }
}
