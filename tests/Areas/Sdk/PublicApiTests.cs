namespace WorkWell.Areas.Sdk.Tests;

/// <summary>The area contract changes only on purpose: strangers build plugins on it.</summary>
public sealed class PublicApiTests
{
    private static readonly string Path = System.IO.Path.Combine(ShippedArea.Root, "plugins", "Sdk", "WorkWell.Areas.Sdk", "PublicApi.txt");

    [Fact]
    public void The_contract_is_the_one_that_was_agreed()
    {
        var now = PublicApiText.Of(typeof(IAreaPlugin).Assembly).Prepend($"version {SdkVersion.Current}").ToArray();
        var agreed = File.ReadAllLines(Path);
        var breaks = agreed[0].Split('.')[0] == now[0].Split('.')[0] ? PublicApiText.Breaks(agreed[1..], now[1..]) : [];
        Assert.True(breaks.Count == 0,
            $"Plugins built for this contract would break:\n  {string.Join(
            "\n  ", breaks)}\nAdd beside what is there, with a default; or raise the major number of SdkVersion.");

        if (Environment.GetEnvironmentVariable("WORKWELL_ACCEPT") == "1") File.WriteAllLines(Path, agreed = now);
        var difference = now.Except(agreed).Select(line => $"+ {line}").Concat(agreed.Except(now).Select(line => $"- {line}")).ToArray();
        Assert.True(difference.Length == 0,
            $"The area contract has changed:\n  {string.Join(
            "\n  ", difference)}\nIf it is meant, raise the minor number of SdkVersion once 1.0 is released, and run this test with WORKWELL_ACCEPT=1 to " +
            "write it down.");
    }

    [Theory]
    [InlineData("record Facts|Facts: Age { get; init } : Int32?", "record Facts", true)]
    [InlineData("record Facts|Facts: Age { get; init } : Int32?", "record Facts|Facts: Age { get; init } : Int64?", true)]
    [InlineData("record Facts", "record Facts|Facts: required Age { get; init } : Int32", true)]
    [InlineData("record Facts|Facts: new(String name)", "record Facts|Facts: new(String name, Int32 age)", true)]
    [InlineData("interface IRules", "interface IRules|IRules: abstract Decide() : Boolean", true)]
    [InlineData("enum Door|Door: Self = 0", "enum Door|Door: Employer = 0|Door: Self = 1", true)]
    [InlineData("record Facts", "record Facts|Facts: Age { get; init } : Int32?", false)]
    [InlineData("interface IRules", "interface IRules|IRules: default Decide() : Boolean", false)]
    [InlineData("record Facts", "record Facts|record More|More: required Age { get; init } : Int32", false)]
    [InlineData("enum Door|Door: Self = 0", "enum Door|Door: Self = 0|Door: Employer = 1", false)]
    public void Growth_is_told_from_breakage(string older, string newer, bool breaks) =>
        Assert.Equal(breaks, PublicApiText.Breaks(older.Split('|'), newer.Split('|')).Count > 0);

    [Fact]
    public void Every_record_given_to_plugins_is_immutable() =>
        Assert.DoesNotContain(PublicApiText.Of(typeof(IAreaPlugin).Assembly), line => line.Contains("get; set", StringComparison.Ordinal));
}
