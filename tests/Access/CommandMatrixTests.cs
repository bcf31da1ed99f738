using System.CommandLine;
using System.Reflection;
using WorkWell.Host.Commands;
using WorkWell.TestKit;

namespace WorkWell.Access.Tests;

/// <summary>Every command that the executable has, found by itself, and the login of the database that it works with.</summary>
public sealed class CommandMatrixTests
{
    private static readonly string Stated = Checkout.Path("tests", "Access", "command-logins.txt");

    [Fact]
    public void What_login_each_command_works_with_is_what_was_agreed()
    {
        var found = AllCommands.Each().SelectMany(one => Names(one.Command).Select(name => $"{name}: {one.Login}")).Order(StringComparer.Ordinal).ToArray();
        Assert.True(found.Length > 30, "The commands were not found.");
        if (Environment.GetEnvironmentVariable("WORKWELL_ACCEPT") == "1") File.WriteAllLines(Stated, found);
        Assert.Equal(File.ReadAllLines(Stated), found);
    }

    [Fact]
    public void No_command_stands_beside_the_list()
    {
        Assert.Equal(
            AllCommands.Each().Select(one => one.Command.Name).Order(StringComparer.Ordinal),
            AllCommands.Create().Subcommands.Select(command => command.Name).Order(StringComparer.Ordinal));
        var listed = AllCommands.Each().Select(one => one.Command.Name).ToHashSet();
        var made = from type in typeof(AllCommands).Assembly.GetTypes()
                   where type.Namespace == typeof(AllCommands).Namespace && type != typeof(AllCommands)
                   from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly)
                   where method.ReturnType == typeof(Command) && method.GetParameters().Length == 0
                   where method.Name.StartsWith("Create", StringComparison.Ordinal)
                   select ((Command)method.Invoke(null, null)!).Name;
        Assert.Equal([], made.Except(listed));
    }

    // Its source is asked, since running each would need arguments of its own.
    [Fact]
    public void Whoever_says_that_it_opens_no_database_opens_none_and_none_that_is_a_hosts_takes_the_owners()
    {
        foreach (var (command, login) in AllCommands.Each())
        {
            var source = SourceOf(command.Name);
            var opens = source.Contains("HostDatabase.OpenAsync", StringComparison.Ordinal) || source.Contains("WorkCommand.With", StringComparison.Ordinal);
            if (login == DatabaseLoginOfCommand.None) Assert.False(opens, $"{command.Name} opens the database.");
            if (login == DatabaseLoginOfCommand.Host) Assert.True(opens, $"{command.Name} opens no database.");
            if (login == DatabaseLoginOfCommand.Host) Assert.DoesNotContain("ForOwner", source, StringComparison.Ordinal);
        }
    }

    private static string SourceOf(string name)
    {
        var sources = Directory.EnumerateFiles(Checkout.Path("host", "Commands"), "*Command.cs").Select(File.ReadAllText)
            .Where(source => source.Contains($"\"{name}\"", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(sources);
        return string.Concat(sources);
    }

    private static IEnumerable<string> Names(Command command) =>
        command.Subcommands.SelectMany(Names).Select(name => $"{command.Name} {name}").Prepend(command.Name);
}
