using WorkWell.Access.Contracts;
using WorkWell.TestKit;

namespace WorkWell.Casework.Tests;

/// <summary>Tests of a coach's pages: each has a host of its own and a coach of one area.</summary>
public abstract class CoachTests : IAsyncLifetime
{
    /// <summary>The host, and what is on it.</summary>
    protected CaseworkHost Given { get; init; } = new();

    /// <summary>The coach.</summary>
    protected StaffMember Coach { get; set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        await Given.InitializeAsync();
        Coach = await StaffMember.MakeAsync(Given.Host, StaffRole.Coach);
    }

    public ValueTask DisposeAsync() => Given.DisposeAsync();
}

/// <summary>The same, with one case that the coach holds.</summary>
public abstract class CaseTests : CoachTests
{
    /// <summary>The case.</summary>
    protected Guid Id { get; set; }

    /// <summary>The address of the person's page.</summary>
    protected string Address => $"/staff/areas/llr/cases/{Id:D}";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Id = await Given.CaseOfAsync(Coach);
    }
}
