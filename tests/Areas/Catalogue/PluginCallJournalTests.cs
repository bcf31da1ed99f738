using Microsoft.Extensions.Configuration;
using WorkWell.Areas.Plugins;

namespace WorkWell.Areas.Tests;

/// <summary>Hosts that start and stop at the same moment share a folder of notes.</summary>
public sealed class PluginCallJournalTests : IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("workwell-journal-");

    public void Dispose() => data.Delete(recursive: true);

    [Fact]
    public void Hosts_that_start_together_do_not_take_each_others_notes_for_those_of_a_host_that_ended()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Data", data.FullName)]).Build();
        Parallel.For(0, 3000, new ParallelOptions { MaxDegreeOfParallelism = 32 }, one =>
        {
            using var journal = new PluginCallJournal(configuration);
            journal.Note(one, PluginCallJournal.MarkOf("llr"));
            Assert.Null(journal.WhatIsWrong("llr", "content"));
        });
        Assert.Empty(data.EnumerateFiles("*.calls", SearchOption.AllDirectories));
    }
}
