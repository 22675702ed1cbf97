"""The only task that django-tasks carries: run one job. Which run counts is decided by the job's own row."""

from uuid import UUID

from django_tasks import TaskContext, task

from zona.background.models import Job


@task(takes_context=True)
def run_job(context: TaskContext, job_id: int) -> str:
    """Run the job, if it still waits for this very task; the word that comes back is only for the log."""
    from zona.background.running import execute  # it puts up tasks itself

    return execute(job_id, task=UUID(context.task_result.id)).value


def put_up(job: Job) -> Job:
    """Store a task that runs the job from `next_at` on, in the present transaction; the caller saves the job."""
    job.task = UUID(str(run_job.using(run_after=job.next_at).enqueue(job.pk).id))
    return job
