using System.Text.Json;
using Microsoft.Extensions.Configuration;
using WorkWell.TestKit;

namespace WorkWell.Host.Tests;

/// <summary>A host for real people that was set up in a hurry.</summary>
public sealed class ProductionCheckTests
{
    private const string Secret = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private static readonly (string Key, string? Value)[] Desk =
    [
        ("NationalDesk:Phone", "0300 000 0000"), ("NationalDesk:TeamEmail", "desk@workwell.example"), ("NationalDesk:TeamFrom", "09:00"),
        ("NationalDesk:TeamUntil", "17:00"),
    ];

    [Fact]
    public async Task Without_a_key_and_a_public_address_it_does_not_start_and_says_what_to_do()
    {
        var result = await CommandLine.RunAsync("dotnet", [ServingProcess.HostFile, "serve", "--port", "0"],
            new Dictionary<string, string> { ["WORKWELL_DATABASE"] = "Host=127.0.0.1;Port=1;Database=none" });
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("openssl rand -base64 32", result.Output, StringComparison.Ordinal);
        Assert.Contains("WORKWELL_PublicAddress", result.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was started", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", false, false)]
    [InlineData("http://localhost:5080", false, false)]
    [InlineData("http://[::1]:5080", false, false)]
    [InlineData("http://127.0.0.1:5080", true, true)]
    [InlineData("http://0.0.0.0:8080", false, true)]
    [InlineData("http://+:8080", false, true)]
    [InlineData("http://workwell.example:8080", false, true)]
    public void A_host_is_for_real_people_when_it_has_a_database_of_its_own_or_others_can_reach_it(string address, bool hasOwnDatabase, bool isProduction)
    {
        Assert.Equal(isProduction, ProductionCheck.IsProduction(Settings(), address, hasOwnDatabase));
        Assert.False(ProductionCheck.IsProduction(Settings(("Demonstration", "true")), address, hasOwnDatabase));
        Assert.False(ProductionCheck.IsProduction(Settings(("Development", "true")), address, hasOwnDatabase));
    }

    [Theory]
    [InlineData(Secret, "https://workwell.example", 0)]
    [InlineData(null, null, 2)]
    [InlineData("c2hvcnQ=", "https://workwell.example", 1)]
    [InlineData("not Base64", "https://workwell.example", 1)]
    [InlineData(Secret, "http://workwell.example", 1)]
    [InlineData(Secret, "workwell.example", 1)]
    public void Each_thing_that_is_missing_or_wrong_has_its_sentence(string? secret, string? address, int sentences) =>
        Assert.Equal(sentences, ProductionCheck.WhatIsMissing(Settings([("Protection:KeySecret", secret), ("PublicAddress", address), .. Desk])).Count);

    [Fact]
    public void The_national_desk_where_referrals_without_an_area_wait_has_to_be_reached_and_read()
    {
        Assert.Empty(Missing(Desk));
        foreach (var setting in (string[])["Phone", "TeamEmail", "TeamFrom"])
        {
            var without = Desk.Where(one => one.Key != $"NationalDesk:{setting}");
            Assert.Contains("NationalDesk, where referrals wait", Assert.Single(Missing([.. without])), StringComparison.Ordinal);
        }
        static IReadOnlyList<string> Missing((string, string?)[] desk) =>
            ProductionCheck.WhatIsMissing(Settings([("Protection:KeySecret", Secret), ("PublicAddress", "https://workwell.example"), .. desk]));
    }

    [Theory]
    [InlineData(null, null, "degraded")]
    [InlineData("Demonstration", "true", "ready")]
    [InlineData("Pickup:IsCollected", "true", "ready")]
    public async Task Health_says_that_nothing_is_being_sent_as_shipped(string? setting, string? value, string status)
    {
        var settings = new Dictionary<string, string?> { ["Work:Enabled"] = "true", ["Dispatch:Enabled"] = "true" };
        if (setting is not null) settings[setting] = value;
        await using var host = await RunningHost.StartAsync(settings, replace: WrongClock.Of(TimeSpan.Zero));
        var sending = JsonElement.Parse(await host.Client.GetStringAsync("/health/ready")).GetProperty("checks").GetProperty("sending");
        Assert.Equal(status, sending.GetProperty("status").GetString());
        Assert.Equal(status == "degraded", sending.GetProperty("says").GetString()!.Contains("Nothing is being sent", StringComparison.Ordinal));
    }

    private static IConfiguration Settings(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => setting.Value)).Build();
}
